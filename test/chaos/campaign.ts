import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../src/core/database.js';
import { drawInteger, drawOne, type Random, seededRandom } from '../../src/lib/seeded-random.js';
import { readBooks } from './books.js';
import type { Ending, FaultKind } from './fault-kind.js';
import { FAULT_KINDS } from './faults.js';
import { recordOf } from './offered.js';
import { handledRows } from './probe.js';
import { NotRecovered, Pulse } from './recovery.js';
import { type Recovery, type Report, reportOf } from './report.js';
import { Stage } from './stage.js';
import { Traffic } from './traffic.js';

export interface CampaignOptions {
  /** The same seed draws the same faults and the same traffic; what falls when is the machine's. */
  readonly seed: number;
  /** No new fault begins after so many milliseconds. */
  readonly forMs: number;
  /** Ends the campaign after so many rounds of faults. @default none */
  readonly rounds?: number;
  /** The longest that one fault lasts, in milliseconds. */
  readonly longestFaultMs: number;
  /** Only these kinds of faults, by name. @default all */
  readonly only?: readonly string[];
  /** @default false */
  readonly embedded?: boolean;
  /** Between two acts of the people, on average, in milliseconds. */
  readonly trafficMs: number;
  /** Hears what happens, a line each. */
  readonly tell?: (line: string) => void;
  /** Ends it early; everything is removed all the same. */
  readonly signal: AbortSignal;
}

/** A daemon that has not come back by then has not survived. */
const LONGEST_RECOVERY_MS = 180_000;
/** The longest pause between two attempts, and some more. */
const LONGEST_DOUBT_MS = 90_000;
const MOST_AT_ONCE = 3;

/**
 * Lets a daemon run through faults under live traffic, then in peace until nothing is pending, and holds what
 * it handled and sent against the world's record.
 * @throws the signal's reason when it aborts
 */
export async function runCampaign(options: CampaignOptions): Promise<Report> {
  const { seed, embedded = false, trafficMs } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const quiet = new AbortController();
  const stage = new Stage({ seed, embedded });
  try {
    await stage.open();
    const traffic = new Traffic(stage.telegram, seededRandom(seed + 1), trafficMs);
    const campaign = new Campaign({ ...options, signal }, stage, traffic);
    await campaign.begin();
    const from = await stage.telegram.acts.size();
    const talking = traffic.run(quiet.signal).catch((error: unknown) => failed.abort(error));
    try {
      await campaign.run();
    } finally {
      quiet.abort();
      await talking;
    }
    await campaign.settle();
    return await campaign.judge(from);
  } finally {
    await stage.close();
  }
}

class Campaign {
  readonly #options: CampaignOptions;
  readonly #stage: Stage;
  readonly #traffic: Traffic;
  readonly #pulse: Pulse;
  readonly #random: Random;
  readonly #kinds: readonly FaultKind[];
  readonly #skipped: string[] = [];
  readonly #recoveries: Recovery[] = [];
  readonly #notRecovered: string[] = [];
  #deck: FaultKind[] = [];

  constructor(options: CampaignOptions, stage: Stage, traffic: Traffic) {
    this.#options = options;
    this.#stage = stage;
    this.#traffic = traffic;
    this.#pulse = new Pulse(stage, traffic);
    this.#random = seededRandom(options.seed);
    this.#kinds = FAULT_KINDS.filter((kind) => this.#isPossible(kind));
  }

  async begin(): Promise<void> {
    this.#stage.daemon.start();
    await this.#recovered();
  }

  /** Rounds of faults; after each, the daemon has to come back. */
  async run(): Promise<void> {
    const { forMs, rounds = Number.POSITIVE_INFINITY, signal, tell = () => {} } = this.#options;
    const until = Date.now() + forMs;
    for (let round = 1; round <= rounds && Date.now() < until; round++) {
      signal.throwIfAborted();
      const kinds = this.#drawKinds();
      const names = kinds.map(({ name }) => name);
      tell(`round ${round}: ${names.join(' + ')}`);
      try {
        const recovery = await this.#round(kinds);
        this.#recoveries.push(recovery);
        tell(`  recovered after ${(recovery.tookMs / 1_000).toFixed(1)} s`);
      } catch (error) {
        if (!(error instanceof NotRecovered)) throw error;
        this.#notRecovered.push(`${names.join(' + ')}: ${error.message}`);
        tell(`  did not recover: ${error.message}`);
        return;
      }
    }
  }

  /**
   * Lets the daemon run undisturbed until nothing is pending, and stops it in order: what was asked again and
   * again before is asked the next time up to a minute later.
   */
  async settle(): Promise<void> {
    const giveUpAt = Date.now() + LONGEST_DOUBT_MS;
    for (;;) {
      if (this.#notRecovered.length === 0) await this.#recovered();
      await this.#stage.daemon.stop();
      const pending = await this.#stage.withDatabase(isPending);
      if (!pending || this.#notRecovered.length > 0 || Date.now() > giveUpAt) break;
      this.#stage.daemon.start();
    }
    await this.#stage.telegram.kill();
  }

  async judge(from: number): Promise<Report> {
    const { stateDir, accountId, daemon } = this.#stage;
    const record = recordOf(stateDir, accountId, from);
    return this.#stage.withDatabase(async (database) =>
      reportOf({
        seed: this.#options.seed,
        record,
        handled: await handledRows(database),
        books: await readBooks(database),
        recoveries: this.#recoveries,
        notRecovered: this.#notRecovered,
        skipped: this.#skipped,
        starts: daemon.starts,
        endings: Object.fromEntries(daemon.endings),
        bugs: daemon.bugs,
      }),
    );
  }

  #recovered(): Promise<number> {
    return this.#pulse.recovered(LONGEST_RECOVERY_MS, this.#options.signal);
  }

  async #round(kinds: readonly FaultKind[]): Promise<Recovery> {
    if (kinds.some(({ calm }) => calm)) {
      this.#traffic.calm = true;
      await this.#recovered();
    }
    const endings = new Map<string, Ending>();
    const lasting = kinds.map(async (kind) => {
      // Chance of its own: which of several goes on first must not change what is drawn.
      const random = seededRandom(drawInteger(this.#random, 0, 2 ** 31 - 1));
      await this.#rest(random, 1_000);
      const scene = { stage: this.#stage, traffic: this.#traffic, random };
      const ending = await kind.begin(scene);
      endings.set(kind.name, ending);
      await this.#rest(random, Math.min(kind.longestMs, this.#options.longestFaultMs));
      await ending.end();
    });
    await Promise.all(lasting);
    const tookMs = await this.#recovered();
    for (const ending of endings.values()) await ending.afterwards?.();
    this.#traffic.calm = false;
    const strikes = [...endings].map(([name, { struck = () => 1 }]) => [name, struck()] as const);
    return { strikes: Object.fromEntries(strikes), tookMs };
  }

  /** Between a fifth and all of the time. */
  async #rest(random: Random, longestMs: number): Promise<void> {
    const ms = drawInteger(random, Math.ceil(longestMs / 5), longestMs);
    await pause(ms, undefined, { signal: this.#options.signal });
  }

  /** Each kind comes once before any comes again; now and then several come at once. */
  #drawKinds(): readonly FaultKind[] {
    const wanted = drawOne(this.#random, [1, 1, 2, MOST_AT_ONCE]);
    const kinds: FaultKind[] = [];
    while (kinds.length < wanted) {
      if (this.#deck.length === 0) this.#deck = [...this.#kinds];
      const free = this.#deck.filter(
        (one) => !kinds.some(({ touches }) => touches === one.touches),
      );
      if (free.length === 0) break;
      const drawn = drawOne(this.#random, free);
      this.#deck = this.#deck.filter((kind) => kind !== drawn);
      kinds.push(drawn);
    }
    return kinds;
  }

  #isPossible(kind: FaultKind): boolean {
    const { only } = this.#options;
    if (only && !only.includes(kind.name)) return false;
    const missing = kind.missing?.(this.#stage);
    if (missing !== undefined) this.#skipped.push(`${kind.name}: ${missing}`);
    return missing === undefined;
  }
}

/** Does a handler still have to do something, or is it open whether a message arrived? */
async function isPending(database: Database): Promise<boolean> {
  const { schema } = database;
  const rows = await database.query(
    `(select 1 from ${schema}.inbox_work where failed_at is null limit 1)
     union all (select 1 from ${schema}.outbox where state = 'sending' limit 1)`,
  );
  return rows.length > 0;
}
