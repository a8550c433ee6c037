import { seededFaults } from '../../src/adapters/virtual/faults.js';
import { VirtualMessenger } from '../../src/adapters/virtual/messenger.js';
import type { VirtualWorld } from '../../src/adapters/virtual/world.js';
import type { Clock } from '../../src/core/clock.js';
import type { Database } from '../../src/core/database.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../src/core/dm-settings.js';
import type { Messenger } from '../../src/core/messenger.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../src/core/people.js';
import { NO_REPLIES } from '../../src/core/reply-settings.js';
import type { Limits } from '../../src/core/settings.js';
import { buildRoad } from '../../src/daemon/road.js';
import { ServiceHost } from '../../src/daemon/service-host.js';
import { createGuard } from '../../src/guard/guard.js';
import { isAbort } from '../../src/lib/abort.js';
import { Activity } from '../../src/lib/activity.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { type Random, seededRandom } from '../../src/lib/seeded-random.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { INTENT_COLUMNS, type IntentRow, toIntent } from '../../src/outbox/intent-row.js';
import { silentLogger } from '../support/silent-logger.js';
import { type BookedIntent, readBooks } from './audit.js';
import { ACCOUNT, type Proposals, proposeInBursts } from './bursts.js';
import { Life } from './mortal.js';
import type { WorldRecord } from './record.js';
import type { Scenario, ScenarioEnd } from './scenario.js';
import { addressesOf, letThemTalk, recordOf, settingsOf, worldOf } from './simulated-world.js';

const DAY = 86_400_000;
/** Polling every minute would be most of a month's work, and hide a wake-up that was forgotten. */
const POLL_MS = 6 * 3_600_000;
/** As the daemon is started again by whatever keeps it running. */
const RECONNECT_MS = 5_000;

/** What is left to judge after a run. */
export interface RunResult {
  readonly record: WorldRecord;
  readonly books: readonly BookedIntent[];
  readonly proposed: readonly string[];
  readonly endedAt: number;
  /** Intents that wait at the end although the guard would let them go. */
  readonly free: ReadonlySet<number>;
  /** When the daemon was not running, from and to. */
  readonly downtimes: readonly (readonly [from: number, to: number])[];
  /** What failed in it that must not. */
  readonly failures: readonly string[];
}

/**
 * Lives a scenario: the real road over a real database, in virtual time, taken down and started again
 * as the scenario says.
 *
 * @param believed what the daemon takes for its limits; the judge's own test gives others than promised
 */
export async function run(
  scenario: Scenario,
  db: Database,
  believed: Limits = scenario.limits,
): Promise<RunResult> {
  const trueRandom = Math.random;
  // Backoffs draw from it: the same scenario must be the same run.
  Math.random = seededRandom(scenario.seed + 1);
  try {
    return await new Run(scenario, db, believed).live();
  } finally {
    Math.random = trueRandom;
  }
}

class Run {
  readonly #scenario: Scenario;
  readonly #db: Database;
  readonly #believed: Limits;
  readonly #activity = new Activity();
  readonly #clock: VirtualClock;
  readonly #world: VirtualWorld;
  readonly #random: Random;
  readonly #endsAt: number;
  readonly #proposals: Proposals = { count: 0, committed: [] };
  readonly #kills: number[] = [];
  readonly #downtimes: [number, number][] = [];
  readonly #failures: string[] = [];

  constructor(scenario: Scenario, db: Database, believed: Limits) {
    this.#scenario = scenario;
    this.#db = db;
    this.#believed = believed;
    this.#clock = new VirtualClock(scenario.startAt, () => this.#activity.quiet());
    this.#world = worldOf(this.#clock, scenario);
    this.#random = seededRandom(scenario.seed);
    this.#endsAt = scenario.startAt + scenario.days * DAY;
  }

  async live(): Promise<RunResult> {
    const talking = new AbortController();
    letThemTalk(this.#clock, this.#world, this.#scenario, talking.signal);
    await this.#clock.during(this.#lives());
    talking.abort();
    return {
      record: recordOf(this.#world, this.#kills),
      books: await readBooks(this.#db),
      proposed: this.#proposals.committed,
      endedAt: this.#endsAt,
      free: await this.#free(),
      downtimes: this.#downtimes,
      failures: this.#failures,
    };
  }

  /** Asks the guard about what still waits, unless the daemon has only just come back. */
  async #free(): Promise<ReadonlySet<number>> {
    const free = new Set<number>();
    const [, backAt] = this.#downtimes.at(-2) ?? [0, 0];
    if (backAt > this.#endsAt - 600_000) return free;
    const peers = new Set(addressesOf(this.#scenario).map(({ peer }) => peer));
    const guard = createGuard({
      limits: () => this.#believed,
      allowedPeers: () => peers,
      ownPeers: () => new Set(),
      forgottenHash: () => undefined,
    });
    const rows = await this.#db.query<IntentRow>(
      `select ${INTENT_COLUMNS} from ${this.#db.schema}.outbox
       where state in ('queued', 'sending') and next_at <= $1`,
      [new Date(this.#endsAt)],
    );
    for (const intent of rows.map(toIntent)) {
      const { verdict } = await guard.decide(this.#db, intent, this.#endsAt);
      if (verdict.type === 'allow') free.add(intent.id);
    }
    return free;
  }

  /** One life after the other. */
  async #lives(): Promise<void> {
    const ends = [...this.#scenario.ends];
    while (this.#clock.now() < this.#endsAt) {
      const end = ends.shift();
      await this.#oneLife(end);
      const from = this.#clock.now();
      const to = Math.min(this.#endsAt, from + (end?.downMs ?? 0));
      await this.#clock.sleepUntil(to);
      this.#downtimes.push([from, to]);
    }
  }

  async #oneLife(end: ScenarioEnd | undefined): Promise<void> {
    const kill = end?.by.kind === 'kill' ? end.by : undefined;
    const stopAfterMs = end?.by.kind === 'stop' ? end.by.afterMs : Number.POSITIVE_INFINITY;
    const lastOperation = kill?.afterOperations ?? Number.POSITIVE_INFINITY;
    const life = new Life(this.#clock, lastOperation, kill?.effect ?? false);
    const stopping = new AbortController();
    const tasks = this.#compose(life).map((task) =>
      task(stopping.signal).catch((error: unknown) => {
        if (life.alive && !isAbort(error, stopping.signal)) {
          this.#failures.push(error instanceof Error ? (error.stack ?? error.message) : `${error}`);
        }
      }),
    );
    const stopAt = Math.min(this.#endsAt, this.#clock.now() + stopAfterMs);
    await Promise.race([life.death, this.#clock.sleepUntil(stopAt)]);
    stopping.abort();
    await Promise.race([life.death, Promise.all(tasks)]);
    if (life.killedAt !== undefined) this.#kills.push(life.killedAt);
    // What still waits for an answer of a port must not get one from the next life.
    life.kill();
  }

  /** Everything that runs in one life. */
  #compose(life: Life): readonly ((signal: AbortSignal) => Promise<void>)[] {
    const scenario = this.#scenario;
    const clock = life.clock();
    const database = life.database(this.#db, this.#activity);
    const [lowestMs, highestMs] = scenario.latencyMs;
    const messenger = life.messenger(
      new VirtualMessenger(this.#clock, this.#world, {
        logger: silentLogger,
        latency: { lowestMs, highestMs },
        deadlineMs: scenario.deadlineMs,
        faults: seededFaults(this.#random, scenario.faults),
        random: this.#random,
      }),
    );
    const settings = settingsOf(scenario);
    const events = createEventBus(silentLogger);
    const road = buildRoad({
      account: ACCOUNT,
      customer: 'campaign',
      clock,
      logger: silentLogger,
      database,
      events,
      messenger,
      limits: () => this.#believed,
      services: ['message'],
      messageSettings: () => settings,
      replySettings: () => NO_REPLIES,
      dmSettings: () => NO_MESSAGES_TO_PEOPLE,
      peopleSettings: () => DEFAULT_PEOPLE_SETTINGS,
      forgottenKey: { reveal: () => 'a key of the campaign' },
      fence: async () => undefined,
      onHalt: ({ code }) => this.#failures.push(`halted: ${code}`),
      pollMs: POLL_MS,
    });
    const { outbox } = road;
    const service = new ServiceHost(road.message, clock, events, silentLogger);
    const { burstsEveryMs } = scenario;
    return [
      (signal) => road.inbox.run(signal),
      async (signal) => {
        await connect(messenger, clock, signal);
        await Promise.all([road.sender.run(signal), service.run(signal)]);
      },
      async (signal) => {
        if (burstsEveryMs === null) return;
        const how = { ...scenario, burstsEveryMs };
        await proposeInBursts(
          { clock, database, outbox },
          how,
          this.#proposals,
          this.#random,
          signal,
        );
      },
    ];
  }
}

/** Again and again until it works. */
async function connect(messenger: Messenger, clock: Clock, signal: AbortSignal): Promise<void> {
  while (messenger.connection !== 'online') {
    try {
      await messenger.connect(signal);
    } catch (error) {
      if (isAbort(error, signal)) throw error;
      await clock.sleepUntil(clock.now() + RECONNECT_MS, signal);
    }
  }
}
