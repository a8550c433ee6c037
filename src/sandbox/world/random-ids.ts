/** A random_id as Telegram remembers it: whose, and what came of it. */
interface Remembered {
  readonly number: number;
  readonly atMs: number;
}

/**
 * The random_ids that Telegram still knows. It forgets them after a time that it has not published; a
 * repeated id is then a new message.
 */
export class RandomIds {
  readonly #memoryMs: () => number;
  readonly #known = new Map<string, Remembered>();
  #hits = 0;

  constructor(memoryMs: () => number) {
    this.#memoryMs = memoryMs;
  }

  /** How often a remembered id came again. */
  get hits(): number {
    return this.#hits;
  }

  remember(accountId: number, randomId: string, number: number, atMs: number): void {
    this.#forget(atMs);
    const key = `${accountId}:${randomId}`;
    this.#known.delete(key);
    this.#known.set(key, { number, atMs });
  }

  /** The number of the message that this id made, while it is remembered. */
  find(accountId: number, randomId: string, nowMs: number): number | undefined {
    this.#forget(nowMs);
    const found = this.#known.get(`${accountId}:${randomId}`);
    if (found) this.#hits++;
    return found?.number;
  }

  #forget(nowMs: number): void {
    for (const [key, { atMs }] of this.#known) {
      if (nowMs - atMs < this.#memoryMs()) return;
      this.#known.delete(key);
    }
  }
}
