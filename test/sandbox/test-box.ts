import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { Faults } from '../../src/sandbox/faults/faults.js';
import { dispatcher } from '../../src/sandbox/methods/dispatcher.js';
import { Logins } from '../../src/sandbox/methods/logins.js';
import { startPushing } from '../../src/sandbox/methods/push.js';
import { Statistics } from '../../src/sandbox/methods/statistics.js';
import { Uploads } from '../../src/sandbox/methods/uploads.js';
import { ModelFaults } from '../../src/sandbox/model/model-faults.js';
import type { HeardRequest } from '../../src/sandbox/model/model-server.js';
import { Codec } from '../../src/sandbox/mtproto/codec/codec.js';
import type { Invoke } from '../../src/sandbox/rpc.js';
import { startSpamBot } from '../../src/sandbox/talk/spam-bot.js';
import { defaultRules, type Rules } from '../../src/sandbox/world/rules.js';
import { openWorld } from '../../src/sandbox/world/saved-world.js';
import type { Scenario } from '../../src/sandbox/world/scenario.js';
import type { World } from '../../src/sandbox/world/world.js';
import { RecordedWire } from './recorded-wire.js';
import { smallScenario } from './small-scenario.js';
import { TestSession } from './test-session.js';

/** 2026-01-01T00:00:00Z */
export const START_MS = 1_767_225_600_000;

interface TestBoxOptions {
  readonly rules?: Partial<Rules>;
  readonly stateDir?: string;
  readonly scenario?: Scenario;
}

/** The sandbox without its protocol: calls go in as objects, on a clock that stands still. */
export class TestBox {
  readonly clock = new VirtualClock(START_MS);
  readonly world: World;
  readonly faults = new Faults(1);
  readonly statistics = new Statistics();
  /** Nobody asks it anything. */
  readonly model = { faults: new ModelFaults(1), heard: [] as readonly HeardRequest[] };
  readonly wire: RecordedWire;
  readonly codec = Codec.shared();
  readonly invoke: Invoke;
  /** Never aborts. */
  readonly signal = new AbortController().signal;
  /** Closes the journal. */
  readonly close: () => void;

  constructor({ rules, stateDir, scenario = smallScenario }: TestBoxOptions = {}) {
    const { world, close } = openWorld({
      clock: this.clock,
      rules: { ...defaultRules, duplicates: 'original', ...rules },
      scenario,
      seed: 1,
      ...(stateDir === undefined ? {} : { stateDir }),
    });
    this.world = world;
    this.close = close;
    this.wire = new RecordedWire(this.codec);
    this.invoke = dispatcher(
      {
        world,
        wire: this.wire,
        logins: new Logins(world),
        uploads: new Uploads(world),
        dcId: 2,
        address: () => ({ host: '127.0.0.1', port: 443 }),
      },
      {
        faults: this.faults,
        onRefused: (error) => this.statistics.countRefused(error),
        signal: this.signal,
      },
    );
    startPushing(world, this.wire, this.faults);
    startSpamBot(world);
  }

  /** A session that nobody is logged in with. */
  stranger(): TestSession {
    return new TestSession(this);
  }

  /** A session of an account, person or bot, by username. */
  session(username: string): TestSession {
    const session = new TestSession(this);
    const id = this.world.state.byUsername(username);
    if (id === undefined) throw new Error(`the scenario has no @${username}`);
    session.key.userId = id;
    return session;
  }
}
