/** Draws evenly from [0, 1). `Math.random` is one; a seeded one can be repeated. */
export type Random = () => number;

/**
 * A source that gives the same numbers for the same seed: for simulations, never for secrets.
 * The generator is mulberry32 (Tommy Ettinger, public domain), with 32 bits of state.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number, evenly from `lowest` to `highest`, both included. */
export function drawInteger(random: Random, lowest: number, highest: number): number {
  return lowest + Math.floor(random() * (highest - lowest + 1));
}

/**
 * One of the items, evenly.
 * @throws RangeError when there are none
 */
export function drawOne<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (items.length === 0) throw new RangeError('nothing to draw from');
  return item as T;
}

/** The time until the next of events that come on average every `meanMs` (exponential), in milliseconds. */
export function drawGap(random: Random, meanMs: number): number {
  return Math.max(1, Math.round(-Math.log(1 - random()) * meanMs));
}
