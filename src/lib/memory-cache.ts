import type { Cache } from '../core/cache.js';
import type { Clock } from '../core/clock.js';

/** The most that is kept; whatever was not asked for the longest goes first. */
const MOST_ENTRIES = 1_000;
/** Of keys and values together, in UTF-16 units: 4 MB. */
const MOST_UNITS = 2_000_000;

interface Entry {
  readonly value: string;
  readonly expiresAt: number;
}

/** A cache of this process's own, bounded; it forgets by the clock. */
export class MemoryCache implements Cache {
  readonly #clock: Clock;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  #units = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(key: string): Promise<string | undefined> {
    const entry = this.#entries.get(key);
    this.#drop(key);
    if (!entry || entry.expiresAt <= this.#clock.now()) return Promise.resolve(undefined);
    this.#keep(key, entry);
    return Promise.resolve(entry.value);
  }

  set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#drop(key);
    if (ttlMs <= 0 || key.length + value.length > MOST_UNITS) return Promise.resolve();
    this.#keep(key, { value, expiresAt: this.#clock.now() + ttlMs });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MOST_ENTRIES && this.#units <= MOST_UNITS) break;
      this.#drop(oldest);
    }
    return Promise.resolve();
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#units += key.length + entry.value.length;
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#units -= key.length + entry.value.length;
  }
}
