import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';

/** Timers do not notice that the machine's clock is set: none runs for longer, then the clock is asked again. */
const LONGEST_TIMER_MS = 5_000;

/** The machine's clock. */
export const systemClock: Clock = clockOf(() => Date.now());

/**
 * A clock that shows the given time, which may jump: a sleep that is under way notices.
 * @param now milliseconds since the epoch
 * @param longestTimerMs after so long at the latest
 */
export function clockOf(now: () => number, longestTimerMs = LONGEST_TIMER_MS): Clock {
  return {
    now,
    async sleepUntil(atMs, signal) {
      signal?.throwIfAborted();
      for (let left = atMs - now(); left > 0; left = atMs - now()) {
        try {
          await delay(Math.min(left, longestTimerMs), undefined, signal ? { signal } : {});
        } catch (error) {
          signal?.throwIfAborted();
          throw error;
        }
      }
    },
  };
}
