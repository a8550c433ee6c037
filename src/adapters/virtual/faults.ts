import type { PeerId } from '../../core/peer.js';
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

/** Decides for each delivery what goes wrong with it. */
export interface FaultPlan {
  next(delivery: { readonly peer: PeerId; readonly at: number }): Fault | undefined;
}

/** Nothing goes wrong. */
export const noFaults: FaultPlan = { next: () => undefined };

/** What goes wrong is said one by one, as in a test. */
export class QueuedFaults implements FaultPlan {
  readonly #queue: Fault[] = [];

  add(fault: Fault): void {
    this.#queue.push(fault);
  }

  next(): Fault | undefined {
    return this.#queue.shift();
  }
}

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
  const kinds = Object.entries(rates) as [SeededFault, number][];
  return {
    next() {
      let left = random();
      for (const [kind, rate] of kinds) {
        left -= rate;
        if (left < 0) return draw(random, kind);
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
