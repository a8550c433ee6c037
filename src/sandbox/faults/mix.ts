import { drawInteger, drawOne, type Random } from '../../lib/seeded-random.js';
import { seededFor } from '../world/seeded.js';
import type { Aim, CallEffect, Effect, PushEffect } from './fault.js';

/**
 * Many kinds of faults at random. The same seed brings the same faults over the same calls and pushes
 * in the same order; calls and pushes do not disturb each other's chance.
 */
export interface Mix extends Partial<Aim> {
  readonly seed: number;
  /** How likely it strikes a call or push: 0 to 1. */
  readonly rate: number;
  /** Which kinds it draws from, evenly. @default all but `forget-key`, which logs an account out */
  readonly kinds?: readonly Effect['kind'][];
}

type Draw = (random: Random) => CallEffect;

/** What Telegram says when it is in trouble itself; a client comes again, with the same random_id. */
const TROUBLE = [
  { code: 500, text: 'RPC_CALL_FAIL' },
  { code: 500, text: 'INTERDC_2_CALL_ERROR' },
  { code: -503, text: 'Timeout' },
] as const;

const LIMITS = [
  { code: 420, text: 'FLOOD_WAIT_1' },
  { code: 420, text: 'FLOOD_WAIT_2' },
  { code: 420, text: 'FLOOD_PREMIUM_WAIT_1' },
] as const;

const CALLS: { readonly [kind in CallEffect['kind']]: Draw } = {
  error: (random) => ({ kind: 'error', ...drawOne(random, [...TROUBLE, ...LIMITS]) }),
  'error-after-effect': (random) => ({ kind: 'error-after-effect', ...drawOne(random, TROUBLE) }),
  'error-in-container': (random) => ({
    kind: 'error-in-container',
    ...drawOne(random, TROUBLE),
    ms: 1_000,
  }),
  silence: () => ({ kind: 'silence' }),
  'answer-lost': (random) => ({ kind: 'answer-lost', cut: random() < 0.5 }),
  'answer-twice': () => ({ kind: 'answer-twice' }),
  delay: (random) => ({ kind: 'delay', ms: drawInteger(random, 10, 1_500) }),
  cut: () => ({ kind: 'cut' }),
  'silent-server': (random) => ({ kind: 'silent-server', ms: drawInteger(random, 500, 5_000) }),
  'half-open': (random) => ({ kind: 'half-open', ms: drawInteger(random, 2_000, 20_000) }),
  'forget-key': () => ({ kind: 'forget-key' }),
  'rotate-salts': () => ({ kind: 'rotate-salts' }),
  'new-session': () => ({ kind: 'new-session' }),
};

const PUSHES: { readonly [kind in PushEffect['kind']]: (random: Random) => PushEffect } = {
  'push-lost': () => ({ kind: 'push-lost' }),
  'push-twice': () => ({ kind: 'push-twice' }),
  'push-too-long': () => ({ kind: 'push-too-long' }),
  'push-undecodable': () => ({ kind: 'push-undecodable' }),
  'push-seq-gap': () => ({ kind: 'push-seq-gap' }),
  // Both sides of the half second that a client waits for a gap to close by itself.
  'push-late': (random) => ({ kind: 'push-late', ms: drawInteger(random, 50, 1_500) }),
  'push-swapped': () => ({ kind: 'push-swapped' }),
};

const isIn = <Kind extends string>(
  table: { readonly [kind in Kind]: unknown },
  kind: string,
): kind is Kind => Object.hasOwn(table, kind);

/** Every kind of fault, by name. */
export const ALL_KINDS: readonly Effect['kind'][] = [
  ...Object.keys(CALLS).filter((kind) => isIn(CALLS, kind)),
  ...Object.keys(PUSHES).filter((kind) => isIn(PUSHES, kind)),
];

/** True for what strikes pushes, false for what strikes calls. */
export const isPushEffect = (effect: Effect): effect is PushEffect => isIn(PUSHES, effect.kind);

/** Draws a mix's faults. */
export class MixDraws {
  readonly #rate: number;
  readonly #calls: readonly Draw[];
  readonly #pushes: readonly ((random: Random) => PushEffect)[];
  readonly #callChance: Random;
  readonly #pushChance: Random;

  constructor({ seed, rate, kinds }: Mix) {
    const chosen = kinds ?? ALL_KINDS.filter((kind) => kind !== 'forget-key');
    this.#rate = rate;
    this.#calls = chosen.flatMap((kind) => (isIn(CALLS, kind) ? [CALLS[kind]] : []));
    this.#pushes = chosen.flatMap((kind) => (isIn(PUSHES, kind) ? [PUSHES[kind]] : []));
    this.#callChance = seededFor(seed, 'mix of calls');
    this.#pushChance = seededFor(seed, 'mix of pushes');
  }

  /** What strikes the next call, if anything. */
  forCall(): CallEffect | undefined {
    if (this.#calls.length === 0 || this.#callChance() >= this.#rate) return undefined;
    return drawOne(this.#callChance, this.#calls)(this.#callChance);
  }

  /** What strikes the next push, if anything. */
  forPush(): PushEffect | undefined {
    if (this.#pushes.length === 0 || this.#pushChance() >= this.#rate) return undefined;
    return drawOne(this.#pushChance, this.#pushes)(this.#pushChance);
  }
}
