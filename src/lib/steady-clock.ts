import type { Clock } from '../core/clock.js';
import { clockOf } from './system-clock.js';

/** How fast time passes while the machine's clock is behind what was shown before. */
const SLOWED = 0.9;

/**
 * Beyond this it is not the machine's clock that is wrong, but the one before: going on by that for weeks
 * would be worse than going back once.
 */
export const MOST_BEHIND_MS = 24 * 3_600_000;

/** What a steady clock goes by. Times are milliseconds since the epoch. */
export interface SteadyClockOptions {
  /** The clock that may be set: the machine's. */
  readonly wall: Clock;
  /** Nothing before this is ever shown: the newest time that is remembered from an earlier run. */
  readonly notBefore?: number;
  /** Milliseconds that nobody can set. @default since the process started */
  readonly elapsed?: () => number;
}

/**
 * A clock that never goes back by less than a day. When the machine's is set back, or an earlier run knew it ahead, time passes
 * at nine tenths of its speed until the two agree: what was planned still comes, nothing comes too soon, and
 * no limit is exceeded. When the machine's is set ahead, it follows at once.
 */
export function steadyClock({ wall, notBefore, elapsed }: SteadyClockOptions): Clock {
  const passedUntilNow = elapsed ?? (() => performance.now());
  let shown = Math.max(wall.now(), notBefore ?? Number.NEGATIVE_INFINITY);
  let lookedAt = passedUntilNow();
  return clockOf(() => {
    const passed = passedUntilNow() - lookedAt;
    lookedAt += passed;
    // Fractions are kept: many looks within a millisecond must not stop time.
    const slowed = shown + passed * SLOWED;
    const machine = wall.now();
    shown = slowed - machine > MOST_BEHIND_MS ? machine : Math.max(machine, slowed);
    return Math.floor(shown);
  });
}
