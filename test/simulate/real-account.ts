import { createTelegramMessenger } from '../../src/adapters/telegram/messenger.js';
import { MemoryPeerStore } from '../../src/adapters/telegram/peers/memory-peer-store.js';
import type { Config } from '../../src/core/config.js';
import type { Database } from '../../src/core/database.js';
import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import { accountKey, recordOnline } from '../../src/daemon/account-record.js';
import { buildRoad } from '../../src/daemon/road.js';
import type { Utterance } from '../../src/daemon/simulate/traffic.js';
import { Activity } from '../../src/lib/activity.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { seededRandom } from '../../src/lib/seeded-random.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { mortalDiscussions } from '../campaign/mortal-discussions.js';
import { mortalUpdates } from '../campaign/mortal-updates.js';
import { type SandboxAccount, sandboxAccount } from '../support/sandbox-account.js';
import { silentLogger } from '../support/silent-logger.js';

/** Who speaks, in turn: slow mode holds them, too. */
const PEOPLE = ['Anna', 'Boris', 'Cem'];
/** Slow mode of the chat `Slow`, in seconds: the longest that Telegram has. */
export const SLOW_MODE_SECONDS = 3_600;

/**
 * GramJS's account at the sandbox, in virtual time: the clock stands still while anything is on its way, so the
 * line takes no time at all.
 */
export class RealAccount {
  readonly clock: VirtualClock;
  readonly key: string;
  readonly #account: SandboxAccount;
  readonly #database: Database;
  readonly #activity: Activity;
  readonly #messenger: Messenger;
  /** How often others spoke, by chat. */
  readonly #spoken = new Map<PeerId, number>();

  private constructor(account: SandboxAccount, database: Database, time: Time) {
    const { state } = account.sandbox.world;
    const slow = state.chats.get(account.chat('Slow').id);
    if (!slow) throw new Error('there is no slow chat');
    account.sandbox.world.commit({
      is: 'chat',
      chat: { ...slow, slowModeSeconds: SLOW_MODE_SECONDS },
    });
    this.clock = time.clock;
    this.key = accountKey(account.selfId);
    this.#account = account;
    this.#activity = time.activity;
    this.#database = tracked(database, time.activity);
    this.#messenger = patient(
      createTelegramMessenger({
        account: account.settings,
        session: account.session,
        peers: new MemoryPeerStore(),
        clock: systemClock,
        logger: silentLogger,
      }),
      time.activity,
    );
  }

  /** Starts the sandbox at that time, connects, and ends both after the work. */
  static async during(
    database: Database,
    startAt: number,
    work: (account: RealAccount) => Promise<void>,
  ): Promise<void> {
    const activity = new Activity();
    const clock = new VirtualClock(startAt, () => activity.quiet());
    const sandboxTime = { now: () => clock.now(), sleepUntil: inRealTime(clock) };
    const account = await sandboxAccount({}, sandboxTime);
    const real = new RealAccount(account, database, { clock, activity });
    try {
      await real.#messenger.connect(new AbortController().signal);
      await recordOnline(database, real.#messenger.self, 'a session', startAt);
      await work(real);
    } finally {
      await real.#messenger.disconnect();
      await account.dispose();
    }
  }

  chat(title: string): PeerId {
    return this.#account.chat(title).id;
  }

  /** Lives until then, while others say so; like a daemon that is started now and stopped at the end. */
  async live(config: Config, said: readonly Utterance[], until: number): Promise<void> {
    const { clock } = this;
    const stopping = new AbortController();
    const road = buildRoad({
      account: this.key,
      customer: config.customer,
      clock,
      logger: silentLogger,
      database: this.#database,
      events: createEventBus(),
      messenger: this.#messenger,
      random: seededRandom(1),
      limits: () => config.limits,
      services: ['message'],
      messageSettings: () => config.message,
      replySettings: () => config.reply,
      dmSettings: () => config.dm,
      peopleSettings: () => config.people,
      forgottenKey: { reveal: () => 'a key of the test' },
      fence: async () => undefined,
      onHalt: ({ code }) => {
        throw new Error(`halted: ${code}`);
      },
    });
    const tasks = [road.inbox, road.sender, road.message].map((part) => part.run(stopping.signal));
    const talking = this.#talk(said, stopping.signal);
    await clock.run(until);
    stopping.abort();
    await clock.during(Promise.all([...tasks, talking].map((task) => task.catch(ignoreAbort))));
  }

  async #talk(said: readonly Utterance[], signal: AbortSignal): Promise<void> {
    for (const { peer, at } of said) {
      await this.clock.sleepUntil(at, signal);
      const turn = this.#spoken.get(peer) ?? 0;
      this.#spoken.set(peer, turn + 1);
      await this.#activity.track(this.#say(peer, PEOPLE[turn % PEOPLE.length] ?? 'Anna'));
    }
  }

  /** Time stands still until the daemon has heard it: the push takes as long as it takes. */
  async #say(peer: PeerId, name: string): Promise<void> {
    const id = this.#account.say(this.#account.person(name), peer, 'Merhaba');
    for (let looks = 0; looks < 5_000; looks++) {
      const [row] = await this.#database.query<{ last_heard_id: number | null }>(
        `select last_heard_id from ${this.#database.schema}.chats where account = $1 and peer_id = $2`,
        [this.key, peer],
      );
      if ((row?.last_heard_id ?? 0) >= id) return;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`message ${id} was not heard`);
  }
}

interface Time {
  readonly clock: VirtualClock;
  readonly activity: Activity;
}

/** The line lives in real time, and reads the virtual clock. */
function inRealTime(clock: VirtualClock) {
  return (atMs: number, signal?: AbortSignal) =>
    systemClock.sleepUntil(systemClock.now() + atMs - clock.now(), signal);
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException)) throw error;
}

function tracked(database: Database, activity: Activity): Database {
  return {
    kind: database.kind,
    schema: database.schema,
    query: (sql, params) => activity.track(database.query(sql, params)),
    transaction: (work) => activity.track(database.transaction(work)),
    close: async () => undefined,
  };
}

/** Every call is waited for before time goes on. */
function patient(messenger: Messenger, activity: Activity): Messenger {
  const answer = <T>(call: () => Promise<T>) => activity.track(call());
  return {
    get self() {
      return messenger.self;
    },
    get connection() {
      return messenger.connection;
    },
    get ended() {
      return messenger.ended;
    },
    updates: mortalUpdates(messenger.updates, { isAlive: () => true, answer }),
    discussions: mortalDiscussions(messenger.discussions, answer),
    signals: messenger.signals,
    connect: (signal) => answer(() => messenger.connect(signal)),
    disconnect: () => messenger.disconnect(),
    deliver: (delivery, signal) => answer(() => messenger.deliver(delivery, signal)),
    resolve: (ref, signal) => answer(() => messenger.resolve(ref, signal)),
    inspect: (peer, signal) => answer(() => messenger.inspect(peer, signal)),
    history: (peer, options, signal) => answer(() => messenger.history(peer, options, signal)),
    forget: (person) => messenger.forget(person),
    onConnection: (handler) => messenger.onConnection(handler),
  };
}
