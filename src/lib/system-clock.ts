import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';

/** Node's timers fire at once above 2³¹−1 ms: longer sleeps are made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleepUntil(atMs, signal) {
    signal?.throwIfAborted();
    for (let left = atMs - Date.now(); left > 0; left = atMs - Date.now()) {
      try {
        await delay(Math.min(left, LONGEST_TIMER_MS), undefined, signal ? { signal } : {});
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    }
  },
};
