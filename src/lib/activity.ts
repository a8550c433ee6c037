import { setImmediate as turn } from 'node:timers/promises';

/**
 * How many turns of the event loop nothing may begin before all is said to be quiet: what follows an
 * answer (promises, `setImmediate`) begins its next query within these.
 */
const QUIET_TURNS = 3;

/**
 * Knows what is under way. A virtual clock must not move while a query runs: wrap what takes real but
 * no virtual time in `track`, and give the clock `quiet` as its `settled`.
 */
export class Activity {
  #running = 0;
  #wake: (() => void) | undefined;

  /** Counts `work` until it has settled. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work;
    } finally {
      this.#running--;
      if (this.#running === 0) this.#wake?.();
    }
  }

  /** Resolves once nothing is under way and nothing new begins. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      if (this.#running > 0) {
        turns = -1;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
      await turn();
    }
  }
}
