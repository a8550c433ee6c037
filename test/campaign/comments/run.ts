import { setMaxListeners } from 'node:events';
import { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { CommentSettings } from '../../../src/core/comment-settings.js';
import type { Database } from '../../../src/core/database.js';
import type { Limits } from '../../../src/core/settings.js';
import { isAbort } from '../../../src/lib/abort.js';
import { Activity } from '../../../src/lib/activity.js';
import { type Random, seededRandom } from '../../../src/lib/seeded-random.js';
import { VirtualClock } from '../../../src/lib/virtual-clock.js';
import { Life } from '../mortal.js';
import type { Mishaps } from '../people/run.js';
import type { ScenarioEnd } from '../scenario.js';
import { runOneLife } from './one-life.js';
import { CHANNELS, chats, SELF } from './population.js';
import { Press } from './press.js';
import { type Outage, ScriptedModel } from './scripted-model.js';
import type { Story } from './story.js';
import { tell } from './telling.js';
import { Witness } from './witness.js';

/** Everything that a run depends on: the same scenario gives the same run. */
export interface CommentScenario {
  readonly seed: number;
  readonly startAt: number;
  readonly endsAt: number;
  /** What the program takes for its limits. */
  readonly believed: Limits;
  readonly settings: CommentSettings;
  readonly mishaps: Mishaps;
  readonly outages: readonly Outage[];
}

/** What is left to judge. */
export interface CommentResult {
  readonly story: Story;
  /** What failed that must not. */
  readonly failures: readonly string[];
  readonly lives: number;
  readonly model: ScriptedModel;
}

/**
 * Lives a scenario over the real road, author and database in virtual time, taken down and started again as the
 * scenario says.
 */
export async function liveComments(
  scenario: CommentScenario,
  db: Database,
): Promise<CommentResult> {
  const trueRandom = Math.random;
  // What the service draws comes from it: the same scenario must be the same run.
  Math.random = seededRandom(scenario.seed + 1);
  try {
    return await new CommentRun(scenario, db).live();
  } finally {
    Math.random = trueRandom;
  }
}

class CommentRun {
  readonly #scenario: CommentScenario;
  readonly #db: Database;
  readonly #activity = new Activity();
  readonly #clock: VirtualClock;
  readonly #world: VirtualWorld;
  readonly #witness: Witness;
  readonly #model: ScriptedModel;
  readonly #random: Random;
  readonly #failures: string[] = [];
  readonly #kills: number[] = [];
  #lives = 0;

  constructor(scenario: CommentScenario, db: Database) {
    const { seed, startAt, outages } = scenario;
    this.#scenario = scenario;
    this.#db = db;
    this.#clock = new VirtualClock(startAt, () => this.#activity.quiet());
    this.#witness = new Witness(this.#clock);
    this.#random = seededRandom(seed);
    this.#model = new ScriptedModel(this.#clock, seededRandom(seed + 3), outages);
    this.#world = new VirtualWorld(this.#clock, { self: SELF, chats: chats() });
  }

  async live(): Promise<CommentResult> {
    const { seed, believed } = this.#scenario;
    const press = new Press({
      ...{ world: this.#world, clock: this.#clock },
      ...{ random: seededRandom(seed + 2), timeZone: believed.timeZone },
    });
    const going = new AbortController();
    // Every post may still be edited or deleted.
    setMaxListeners(0, going.signal);
    void press.run(going.signal);
    for (const channel of CHANNELS) void this.#changeInTime(channel);
    await this.#clock.during(this.#live());
    going.abort();
    const { record, comments } = tell(this.#world, this.#kills, this.#model);
    const story = {
      ...{ record, comments, posts: press.posts(this.#witness) },
      agreed: new Set(CHANNELS.map(({ id }) => id)),
      slowModeSeconds: new Map(
        CHANNELS.map(({ group, slowModeSeconds }) => [group, slowModeSeconds]),
      ),
    };
    return { story, failures: this.#failures, lives: this.#lives, model: this.#model };
  }

  async #changeInTime({ group, closesAfterMs, barsAfterMs }: (typeof CHANNELS)[number]) {
    const { startAt } = this.#scenario;
    if (closesAfterMs !== undefined) {
      await this.#clock.sleepUntil(startAt + closesAfterMs);
      // Its posts are discussed nowhere from then on.
      this.#world.change(group, { discusses: 0 });
    }
    if (barsAfterMs !== undefined) {
      await this.#clock.sleepUntil(startAt + barsAfterMs);
      this.#world.admission.bar(group);
    }
  }

  /** One life after the other. */
  async #live(): Promise<void> {
    const ends = [...(this.#scenario.mishaps.ends ?? [])];
    const { endsAt } = this.#scenario;
    while (this.#clock.now() < endsAt) {
      const end = ends.shift();
      await this.#oneLife(end);
      await this.#clock.sleepUntil(Math.min(endsAt, this.#clock.now() + (end?.downMs ?? 0)));
    }
  }

  async #oneLife(end: ScenarioEnd | undefined): Promise<void> {
    this.#lives++;
    const kill = end?.by.kind === 'kill' ? end.by : undefined;
    const stopAfterMs = end?.by.kind === 'stop' ? end.by.afterMs : Number.POSITIVE_INFINITY;
    const lastOperation = kill?.afterOperations ?? Number.POSITIVE_INFINITY;
    const life = new Life(this.#clock, lastOperation, kill?.effect ?? false);
    const stopping = new AbortController();
    const running = runOneLife(
      {
        ...{ scenario: this.#scenario, clock: this.#clock, world: this.#world },
        ...{ witness: this.#witness, model: this.#model, random: this.#random, life },
        database: life.database(this.#db, this.#activity),
        onFailure: (error) => this.#fail(error),
      },
      stopping.signal,
    ).catch((error: unknown) => {
      if (life.alive && !isAbort(error, stopping.signal)) this.#fail(error);
    });
    const stopAt = Math.min(this.#scenario.endsAt, this.#clock.now() + stopAfterMs);
    await Promise.race([life.death, this.#clock.sleepUntil(stopAt)]);
    stopping.abort();
    await Promise.race([life.death, running]);
    if (life.killedAt !== undefined) this.#kills.push(life.killedAt);
    // What still waits for an answer of a port must not get one from the next life.
    life.kill();
  }

  #fail(error: unknown): void {
    this.#failures.push(error instanceof Error ? (error.stack ?? error.message) : `${error}`);
  }
}
