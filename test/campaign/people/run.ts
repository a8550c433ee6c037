import type { VirtualChat } from '../../../src/adapters/virtual/chat.js';
import type {
  FaultRates,
  PushFaultRates,
  QuestionFaultRates,
} from '../../../src/adapters/virtual/faults.js';
import { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { Database } from '../../../src/core/database.js';
import type { DmSettings } from '../../../src/core/dm-settings.js';
import type { ReplySettings } from '../../../src/core/reply-settings.js';
import type { Limits } from '../../../src/core/settings.js';
import { isAbort } from '../../../src/lib/abort.js';
import { Activity } from '../../../src/lib/activity.js';
import { type Random, seededRandom } from '../../../src/lib/seeded-random.js';
import { VirtualClock } from '../../../src/lib/virtual-clock.js';
import { Life } from '../mortal.js';
import type { ScenarioEnd } from '../scenario.js';
import { runOneLife } from './one-life.js';
import { BOTS, GROUPS, SELF } from './population.js';
import type { Program } from './program.js';
import { Asked } from './recorded-messenger.js';
import type { Story } from './story.js';
import { Witness } from './witness.js';
import { WorldWriter } from './world-writer.js';

/** What may go wrong. */
export interface Mishaps {
  readonly deliveries?: FaultRates;
  readonly pushes?: PushFaultRates;
  readonly questions?: QuestionFaultRates;
  /** How each life ends; the last one does not. */
  readonly ends?: readonly ScenarioEnd[];
}

/** How a run begins. The settings may be changed while it goes on. */
export interface PeopleScenario {
  readonly seed: number;
  readonly startAt: number;
  readonly limits: Limits;
  readonly people: readonly VirtualChat[];
  readonly settings: { reply: ReplySettings; dm: DmSettings };
  readonly mishaps: Mishaps;
  /** There and back. Default: that of the virtual messenger. */
  readonly latency?: { readonly lowestMs: number; readonly highestMs: number };
}

/** What a script lives with. */
export interface Stage {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly world: WorldWriter;
  readonly settings: PeopleScenario['settings'];
  /** The program, where it is running just now. */
  readonly program: () => Program | undefined;
}

/** What is left to judge. */
export interface PeopleResult {
  readonly story: Story;
  /** What failed that must not. */
  readonly failures: readonly string[];
  readonly lives: number;
  readonly world: VirtualWorld;
}

/**
 * Lives a script over the real road and a real database in virtual time, taken down and started again as the
 * scenario says.
 */
export async function livePeople(
  scenario: PeopleScenario,
  db: Database,
  script: (stage: Stage) => Promise<void>,
): Promise<PeopleResult> {
  const trueRandom = Math.random;
  // Backoffs draw from it: the same scenario must be the same run.
  Math.random = seededRandom(scenario.seed + 1);
  try {
    return await new PeopleRun(scenario, db).live(script);
  } finally {
    Math.random = trueRandom;
  }
}

class PeopleRun {
  readonly #scenario: PeopleScenario;
  readonly #db: Database;
  readonly #activity = new Activity();
  readonly #clock: VirtualClock;
  readonly #world: VirtualWorld;
  readonly #writer: WorldWriter;
  readonly #witness: Witness;
  readonly #asked: Asked;
  readonly #random: Random;
  readonly #failures: string[] = [];
  #firstOnlineAt: number | undefined;
  #program: Program | undefined;
  #lives = 0;
  #over = false;

  constructor(scenario: PeopleScenario, db: Database) {
    this.#scenario = scenario;
    this.#clock = new VirtualClock(scenario.startAt, () => this.#activity.quiet());
    this.#witness = new Witness(this.#clock);
    this.#db = this.#witness.watch(db);
    this.#asked = new Asked(this.#clock);
    this.#random = seededRandom(scenario.seed);
    const chats = [...GROUPS, ...BOTS, ...scenario.people];
    this.#world = new VirtualWorld(this.#clock, { self: SELF, chats });
    this.#writer = new WorldWriter(this.#world, this.#clock);
  }

  async live(script: (stage: Stage) => Promise<void>): Promise<PeopleResult> {
    const stage: Stage = {
      clock: this.#clock,
      random: seededRandom(this.#scenario.seed + 2),
      world: this.#writer,
      settings: this.#scenario.settings,
      program: () => this.#program,
    };
    const telling = script(stage).finally(() => {
      this.#over = true;
    });
    await this.#clock.during(Promise.all([telling, this.#live(telling.catch(() => undefined))]));
    return {
      story: this.#story(),
      failures: this.#failures,
      lives: this.#lives,
      world: this.#world,
    };
  }

  /** One life after the other, until the script is over. */
  async #live(over: Promise<void>): Promise<void> {
    const ends = [...(this.#scenario.mishaps.ends ?? [])];
    while (!this.#over) {
      const end = ends.shift();
      await this.#oneLife(end, over);
      if (this.#over || !end) continue;
      await Promise.race([over, this.#clock.sleepUntil(this.#clock.now() + end.downMs)]);
    }
  }

  async #oneLife(end: ScenarioEnd | undefined, over: Promise<void>): Promise<void> {
    this.#lives++;
    const kill = end?.by.kind === 'kill' ? end.by : undefined;
    const stopAfterMs = end?.by.kind === 'stop' ? end.by.afterMs : Number.POSITIVE_INFINITY;
    const lastOperation = kill?.afterOperations ?? Number.POSITIVE_INFINITY;
    const life = new Life(this.#clock, lastOperation, kill?.effect ?? false);
    const stopping = new AbortController();
    const running = runOneLife(
      {
        scenario: this.#scenario,
        clock: this.#clock,
        database: life.database(this.#db, this.#activity),
        world: this.#world,
        witness: this.#witness,
        asked: this.#asked,
        random: this.#random,
        life,
        onOnline: () => {
          this.#firstOnlineAt ??= this.#clock.now();
        },
        onReady: (program) => {
          this.#program = program;
        },
        onFailure: (error) => this.#fail(error),
      },
      stopping.signal,
    ).catch((error: unknown) => {
      if (life.alive && !isAbort(error, stopping.signal)) this.#fail(error);
    });
    const stopAt = this.#clock.now() + stopAfterMs;
    await Promise.race([
      life.death,
      over,
      Number.isFinite(stopAt) ? this.#clock.sleepUntil(stopAt) : over,
    ]);
    this.#program = undefined;
    stopping.abort();
    await Promise.race([life.death, running]);
    // What still waits for an answer of a port must not get one from the next life.
    life.kill();
  }

  #fail(error: unknown): void {
    this.#failures.push(error instanceof Error ? (error.stack ?? error.message) : `${error}`);
  }

  #story(): Story {
    return {
      limits: this.#scenario.limits,
      firstOnlineAt: this.#firstOnlineAt ?? this.#scenario.startAt,
      bots: new Set(BOTS.map(({ id }) => id)),
      messages: this.#writer.spoken(this.#witness),
      claims: this.#asked.claims,
      retractions: this.#writer.retractions(this.#witness),
      deeds: this.#witness.deeds,
    };
  }
}
