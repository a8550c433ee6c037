import type { Clock } from '../../src/core/clock.js';
import { systemClock } from '../../src/lib/system-clock.js';

/**
 * Real time, so many times as fast: what is written down as ten seconds takes one, at a speed of ten. The
 * network keeps its own. Begins at the speed of real time.
 */
export class FastClock implements Clock {
  #speed = 1;
  /** A moment in real time, and what this clock showed at it. */
  #since = systemClock.now();
  #shown = this.#since;
  #changed = new AbortController();

  now(): number {
    return this.#shown + (systemClock.now() - this.#since) * this.#speed;
  }

  /** From now on; also for those who are asleep. */
  speedUp(speed: number): void {
    this.#shown = this.now();
    this.#since = systemClock.now();
    this.#speed = speed;
    const before = this.#changed;
    this.#changed = new AbortController();
    before.abort();
  }

  async sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    for (let left = atMs - this.now(); left > 0; left = atMs - this.now()) {
      const changed = this.#changed.signal;
      const either = signal ? AbortSignal.any([signal, changed]) : changed;
      const wakeAt = systemClock.now() + Math.ceil(left / this.#speed);
      await systemClock.sleepUntil(wakeAt, either).catch((error: unknown) => {
        if (signal?.aborted || !changed.aborted) throw error;
      });
    }
  }
}
