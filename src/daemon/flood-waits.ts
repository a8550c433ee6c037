import type { Clock } from '../core/clock.js';
import type { Database, Row } from '../core/database.js';
import type { FloodWaits } from '../core/flood-waits.js';
import type { Logger } from '../core/logger.js';
import { backoffMs } from '../lib/backoff.js';

/** One method that has to rest. */
export interface FloodWait {
  /** `*`: every method. */
  readonly method: string;
  /** Telegram's own error text. */
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export interface KeptFloodWaitsOptions {
  readonly database: Database;
  /** As the tables name it; a session's key before it is known whose it is. */
  readonly account: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const EVERY_METHOD = '*';
/** A write that failed is repeated after 1 s, doubling to a minute, until it is there. */
const RETRY = { firstMs: 1_000, longestMs: 60_000 };

/**
 * The methods that have to rest, in memory to be asked before each call, and in the table `flood_waits` for
 * the next start. What Telegram says is written at once; while the database is out of reach it is tried again.
 */
export class KeptFloodWaits implements FloodWaits {
  readonly #options: KeptFloodWaitsOptions;
  readonly #waits = new Map<string, FloodWait>();
  readonly #unwritten = new Map<string, FloodWait>();
  readonly #closed = new AbortController();
  readonly #listeners = new Set<(wait: FloodWait) => void>();
  #writing: Promise<void> | undefined;

  private constructor(options: KeptFloodWaitsOptions) {
    this.#options = options;
  }

  /** Reads what an earlier run was told. @throws what the database throws */
  static async load(options: KeptFloodWaitsOptions): Promise<KeptFloodWaits> {
    const { database, account, clock } = options;
    const kept = new KeptFloodWaits(options);
    const rows = await database.query<Row & FloodWait>(
      `select method, code, until from ${database.schema}.flood_waits
       where account = $1 and until > $2`,
      [account, new Date(clock.now())],
    );
    for (const wait of rows) kept.#waits.set(wait.method, wait);
    return kept;
  }

  until(method: string): number | undefined {
    const ends = [method, EVERY_METHOD].map((name) => this.#waits.get(name)?.until ?? 0);
    const until = Math.max(...ends);
    return until > this.#options.clock.now() ? until : undefined;
  }

  note(method: string, code: string, untilMs: number): void {
    if ((this.#waits.get(method)?.until ?? 0) >= untilMs) return;
    const wait = { method, code, until: untilMs };
    this.#waits.set(method, wait);
    this.#unwritten.set(method, wait);
    const until = new Date(untilMs).toISOString();
    this.#options.logger.warn(`${code}: Telegram wants patience for ${method}`, { until });
    this.#writing ??= this.#write();
    for (const listener of this.#listeners) listener(wait);
  }

  /** Those that have not ended, the longest first; only of these methods when they are given. */
  inForce(methods?: readonly string[]): readonly FloodWait[] {
    const now = this.#options.clock.now();
    return [...this.#waits.values()]
      .filter(({ until }) => until > now)
      .filter(({ method }) => method === EVERY_METHOD || !methods || methods.includes(method))
      .sort((a, b) => b.until - a.until);
  }

  /** Tells of each new one; returns the way to stop. */
  onNote(listener: (wait: FloodWait) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves once everything is written; a write that fails is tried once more and then only logged. */
  async close(): Promise<void> {
    this.#closed.abort(new Error('the flood waits are closed'));
    await this.#writing;
  }

  async #write(): Promise<void> {
    const { clock, logger } = this.#options;
    const { signal } = this.#closed;
    for (let failures = 0; this.#unwritten.size > 0; ) {
      const last = signal.aborted;
      try {
        await this.#writeAll();
        failures = 0;
      } catch (error) {
        logger.error('a flood wait could not be stored', { error, again: !last });
        if (last) break;
        const pause = backoffMs(failures++, RETRY);
        await clock.sleepUntil(clock.now() + pause, signal).catch(() => undefined);
      }
    }
    this.#writing = undefined;
  }

  async #writeAll(): Promise<void> {
    const { database, account } = this.#options;
    for (const [method, wait] of [...this.#unwritten]) {
      await database.query(
        `insert into ${database.schema}.flood_waits as known (account, method, code, until)
         values ($1, $2, $3, $4)
         on conflict (account, method) do update set code = excluded.code, until = excluded.until
         where known.until < excluded.until`,
        [account, method, wait.code, new Date(wait.until)],
      );
      // A longer one may have come meanwhile.
      if (this.#unwritten.get(method) === wait) this.#unwritten.delete(method);
    }
  }
}
