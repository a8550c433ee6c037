import { drawInteger, drawOne, type Random } from '../../lib/seeded-random.js';

/** What goes wrong with one delivery. */
export type Fault =
  /** Answered with an error, and no effect. A flood wait then holds the account in the world too. */
  | { readonly kind: 'error'; readonly code: number; readonly text: string }
  /** The effect happens; the answer is an error all the same. */
  | { readonly kind: 'error-after-effect'; readonly code: number; readonly text: string }
  /** No effect and no answer. */
  | { readonly kind: 'silence' }
  /** The effect happens; the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** The effect happens only after this time, when the client has given up. */
  | { readonly kind: 'late-effect'; readonly afterMs: number }
  /** The line breaks before the effect. */
  | { readonly kind: 'cut' }
  /** The line breaks after the effect. */
  | { readonly kind: 'cut-after-effect' }
  /** From now on the account may not write in this chat. */
  | { readonly kind: 'bar' };

export type FaultKind = Fault['kind'];

/** Decides for each delivery, push or question what goes wrong with it. */
export interface FaultPlan<F = Fault> {
  next(): F | undefined;
}

/** What is said one by one, as in a test, goes wrong; at first nothing. */
export class QueuedFaults<F = Fault> implements FaultPlan<F> {
  readonly #queue: F[] = [];

  add(fault: F): void {
    this.#queue.push(fault);
  }

  next(): F | undefined {
    return this.#queue.shift();
  }
}

/** What goes wrong with one push. The world's log keeps it: the difference has it all the same. */
export type PushFault =
  | 'lost'
  | 'twice'
  /** It comes after the next one, and never when none follows. */
  | 'late'
  /** In its place comes that something was not told. */
  | 'too-long';

/** What goes wrong with a question for what was missed. */
export type QuestionFault = Extract<Fault, { kind: 'error' | 'silence' }>;

/** How often each mishap befalls a delivery, from 0 to 1. */
export type FaultRates = Readonly<Partial<Record<SeededFault, number>>>;

export type SeededFault =
  | 'flood-wait'
  | 'slow-mode'
  | 'server-error'
  | 'server-error-after-effect'
  | 'peer-flood'
  | Exclude<FaultKind, 'error' | 'error-after-effect'>;

const SERVER_ERRORS = ['RPC_CALL_FAIL', 'RPC_MCGET_FAIL', 'INTERDC_2_CALL_ERROR'];

/** Mishaps drawn at random, the same for the same source. */
export function seededFaults(random: Random, rates: FaultRates): FaultPlan {
  return seeded(random, rates, (kind) => draw(random, kind));
}

/** How often each mishap befalls a push, from 0 to 1. */
export type PushFaultRates = Readonly<Partial<Record<PushFault, number>>>;

/** The same for pushes. */
export function seededPushFaults(random: Random, rates: PushFaultRates): FaultPlan<PushFault> {
  return seeded(random, rates, (kind) => kind);
}

/** How often each mishap befalls a question, from 0 to 1. */
export type QuestionFaultRates = Readonly<
  Partial<Record<'flood-wait' | 'server-error' | 'silence', number>>
>;

/** The same for questions. */
export function seededQuestionFaults(
  random: Random,
  rates: QuestionFaultRates,
): FaultPlan<QuestionFault> {
  return seeded(random, rates, (kind) => {
    if (kind === 'silence') return { kind };
    if (kind === 'server-error') {
      return { kind: 'error', code: 500, text: drawOne(random, SERVER_ERRORS) };
    }
    return { kind: 'error', code: 420, text: `FLOOD_WAIT_${drawInteger(random, 1, 60)}` };
  });
}

function seeded<Kind extends string, F>(
  random: Random,
  rates: Readonly<Partial<Record<Kind, number>>>,
  make: (kind: Kind) => F,
): FaultPlan<F> {
  const kinds = Object.entries(rates) as [Kind, number][];
  return {
    next() {
      let left = random();
      for (const [kind, rate] of kinds) {
        left -= rate;
        if (left < 0) return make(kind);
      }
      return undefined;
    },
  };
}

function draw(random: Random, kind: SeededFault): Fault {
  switch (kind) {
    case 'flood-wait': {
      const seconds = drawOne(random, [1, 17, 60, 420, 3_600, 30_000]);
      return { kind: 'error', code: 420, text: `FLOOD_WAIT_${seconds}` };
    }
    case 'slow-mode':
      return { kind: 'error', code: 420, text: `SLOWMODE_WAIT_${drawInteger(random, 1, 900)}` };
    case 'server-error':
      return { kind: 'error', code: 500, text: drawOne(random, SERVER_ERRORS) };
    case 'server-error-after-effect':
      return { kind: 'error-after-effect', code: 500, text: drawOne(random, SERVER_ERRORS) };
    case 'peer-flood':
      return { kind: 'error', code: 400, text: 'PEER_FLOOD' };
    case 'late-effect':
      return { kind: 'late-effect', afterMs: drawInteger(random, 1_000, 120_000) };
    default:
      return { kind };
  }
}
