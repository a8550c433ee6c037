import type { Clock } from '../../src/core/clock.js';
import { systemClock } from '../../src/lib/system-clock.js';

/**
 * Real time, so many times as fast: what is written down as ten seconds takes one, at a speed of ten.
 * The network keeps its own.
 */
export function fastClock(speed: number): Clock {
  const began = systemClock.now();
  return {
    now: () => began + (systemClock.now() - began) * speed,
    sleepUntil: (atMs, signal) => systemClock.sleepUntil(began + (atMs - began) / speed, signal),
  };
}
