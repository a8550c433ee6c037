import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/**
 * Time that moves only when told to: `run` jumps from one sleeper to the next, so a month passes in
 * seconds. Between two jumps it waits until everything that can happen without time has happened, as
 * the `settled` callback tells (e.g. no database query under way); by default a few turns of the event loop.
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();
  readonly #settled: () => Promise<void>;

  constructor(startMs: number, settled: () => Promise<void> = fewTurns) {
    this.#now = startMs;
    this.#settled = settled;
  }

  now(): number {
    return this.#now;
  }

  sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (atMs <= this.#now) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = {
        atMs,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** How many are asleep. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Lets time pass up to `untilMs`, waking each sleeper at its moment, in order. */
  async run(untilMs: number): Promise<void> {
    await this.#settled();
    while (await this.#step(untilMs));
    this.#now = Math.max(this.#now, untilMs);
  }

  /**
   * Lets time pass until `work` has settled, and gives its result.
   * @throws Error when nobody is asleep any more and it still has not: time will not bring it about
   */
  async during<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = () => {
      over = true;
    };
    work.then(end, end);
    await this.#settled();
    while (!over) {
      if (!(await this.#step(Number.POSITIVE_INFINITY)) && !over) {
        throw new Error('nobody is asleep, and what is waited for has not happened');
      }
    }
    return work;
  }

  /** Wakes the next sleeper, unless that is after `untilMs`. */
  async #step(untilMs: number): Promise<boolean> {
    const next = this.#first();
    if (!next || next.atMs > untilMs) return false;
    this.#now = Math.max(this.#now, next.atMs);
    this.#sleepers.delete(next);
    next.wake();
    await this.#settled();
    return true;
  }

  #first(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      // Whoever sleeps for ever is never woken.
      if (sleeper.atMs < (first?.atMs ?? Number.POSITIVE_INFINITY)) first = sleeper;
    }
    return first;
  }
}

async function fewTurns(): Promise<void> {
  for (let turns = 0; turns < 4; turns++) await turn();
}
