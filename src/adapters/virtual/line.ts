import type { Clock } from '../../core/clock.js';
import { childController } from '../../lib/abort.js';
import { drawInteger, type Random } from '../../lib/seeded-random.js';

/** How long a call and its answer travel together, in milliseconds. */
export interface Latency {
  readonly lowestMs: number;
  readonly highestMs: number;
}

/** Why a call has no answer. */
export class NoAnswer {
  constructor(readonly code: 'DEADLINE' | 'DISCONNECTED') {}
}

/**
 * The way between a client and the world: what travels takes its time, and goes on when the client
 * does not wait for it any longer.
 */
export class Line {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #latency: Latency;
  readonly #waiting = new Set<(why: NoAnswer) => void>();

  constructor(clock: Clock, random: Random, latency: Latency) {
    this.#clock = clock;
    this.#random = random;
    this.#latency = latency;
  }

  /** One way: half of the time there and back. */
  async travel(): Promise<void> {
    const { lowestMs, highestMs } = this.#latency;
    const ms = drawInteger(this.#random, lowestMs, highestMs) / 2;
    await this.#clock.sleepUntil(this.#clock.now() + Math.round(ms));
  }

  /**
   * Waits for an answer, to the deadline or until the line breaks.
   * @throws the signal's reason when it aborts
   */
  async answer<T>(
    travelling: Promise<T>,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<T | NoAnswer> {
    const { controller, dispose } = childController(signal);
    const deadline = this.#clock
      .sleepUntil(this.#clock.now() + deadlineMs, controller.signal)
      .then(() => new NoAnswer('DEADLINE'));
    let broken: (why: NoAnswer) => void = () => undefined;
    const breaking = new Promise<NoAnswer>((resolve) => {
      broken = resolve;
    });
    this.#waiting.add(broken);
    try {
      return await Promise.race([travelling, breaking, deadline]);
    } finally {
      this.#waiting.delete(broken);
      controller.abort();
      dispose();
    }
  }

  /** Whoever waits for an answer will not get it. */
  break(): void {
    for (const broken of this.#waiting) broken(new NoAnswer('DISCONNECTED'));
  }
}
