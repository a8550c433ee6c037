import type { Database } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { IncomingHandler } from '../../src/core/incoming-handler.js';
import type { Logger } from '../../src/core/logger.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Update } from '../../src/core/updates.js';
import { createInbox, type Inbox, type InboxDependencies } from '../../src/inbox/inbox.js';
import { Activity } from '../../src/lib/activity.js';
import { seededRandom } from '../../src/lib/seeded-random.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { ModelTelegram } from './model-updates.js';
import { silentLogger } from './silent-logger.js';

export const ACCOUNT = 'user:7';
export const PERSON: PeerId = 11;
export const OTHER_PERSON: PeerId = 12;
export const BASIC_GROUP: PeerId = -13;
export const CHANNEL: PeerId = -1_000_000_000_021;
export const OTHER_CHANNEL: PeerId = -1_000_000_000_022;
/** A Monday noon in UTC. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** A row of the inbox, as tests look at it. */
export interface InboxRow {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly peer_id: number | null;
  readonly message_id: number | null;
  readonly content: unknown;
}

/** Wants every event; hands none out. */
export const listener: IncomingHandler = {
  name: 'listener',
  wants: () => true,
  decide: async () => async () => undefined,
};

/** The real inbox over a real database, on a virtual clock, with a model of Telegram at its end. */
export class InboxStage {
  readonly database: Database;
  readonly activity = new Activity();
  readonly clock: VirtualClock;
  readonly telegram: ModelTelegram;
  readonly published: LiveEvent[] = [];
  readonly spoke: PeerId[] = [];
  work = 0;
  logger: Logger = silentLogger;
  handlers: readonly IncomingHandler[] = [listener];
  #life:
    | { readonly inbox: Inbox; readonly stop: AbortController; readonly run: Promise<void> }
    | undefined;

  constructor(
    database: Database,
    seed = 1,
    channels: readonly PeerId[] = [CHANNEL, OTHER_CHANNEL],
  ) {
    this.database = database;
    this.clock = new VirtualClock(NOON, () => this.activity.quiet());
    this.telegram = new ModelTelegram(this.clock, seededRandom(seed), channels);
  }

  /** The inbox that runs. */
  get inbox(): Inbox {
    if (!this.#life) throw new Error('no inbox runs');
    return this.#life.inbox;
  }

  /** Starts an inbox and, after it, the line. */
  async start(changes: Partial<InboxDependencies> = {}): Promise<void> {
    const { telegram, clock, logger, handlers } = this;
    const real = changes.database ?? this.database;
    const inbox = createInbox({
      account: ACCOUNT,
      messenger: {
        get connection() {
          return telegram.connection;
        },
        onConnection: (handler) => telegram.onConnection(handler),
        history: (peer, options, signal) => telegram.history(peer, options, signal),
        updates: telegram,
      },
      clock,
      logger,
      handlers,
      events: { publish: (event) => this.published.push(event), subscribe: () => () => undefined },
      onSpoke: (peer) => this.spoke.push(peer),
      onWork: () => {
        this.work++;
      },
      ...changes,
      database: {
        ...real,
        query: (sql, params) => this.activity.track(real.query(sql, params)),
        transaction: (work) => this.activity.track(real.transaction(work)),
      },
    });
    const stop = new AbortController();
    this.#life = { inbox, stop, run: inbox.run(stop.signal) };
    await this.pass(0);
    this.telegram.turn('online');
  }

  /** Stops it in order, and the line with it. @throws what its run throws */
  async stop(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    life?.stop.abort();
    if (life) await this.clock.during(life.run);
    this.telegram.turn('offline');
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    await this.clock.run(this.clock.now() + ms);
  }

  rows(): Promise<readonly InboxRow[]> {
    const { schema } = this.database;
    return this.database.query<InboxRow & Record<string, unknown>>(
      `select id, key, kind, peer_id, message_id, content from ${schema}.inbox order by id`,
    );
  }

  /** Telegram tells this, whatever the faults. */
  push(...updates: Update[]): void {
    this.telegram.push({ kind: 'updates', seqStart: 0, seq: 0, date: NOON / 1000, updates });
  }

  async keys(): Promise<string[]> {
    return (await this.rows()).map(({ key }) => key);
  }

  async common() {
    const { schema } = this.database;
    const [row] = await this.database.query(
      `select pts, last_message_id, backfill_after from ${schema}.update_state`,
    );
    return row;
  }

  channels() {
    const { schema } = this.database;
    return this.database.query<{
      channel_id: number;
      pts: number;
      behind: boolean;
      backfill_to: number | null;
    }>(
      `select channel_id, pts, last_message_id, backfill_to, behind from ${schema}.channel_state
        order by channel_id`,
    );
  }
}

/** Everybody has spoken, and hearing has begun. */
export async function begunStage(database: Database): Promise<InboxStage> {
  const stage = new InboxStage(database);
  for (const peer of [PERSON, OTHER_PERSON, BASIC_GROUP, CHANNEL, OTHER_CHANNEL]) {
    stage.telegram.say(peer);
  }
  await stage.pass(2_000);
  await stage.start();
  await stage.pass(5_000);
  stage.telegram.calls.length = 0;
  return stage;
}

/** The keys that messages have in the inbox. */
export function keysOf(messages: readonly IncomingMessage[]): string[] {
  return messages.map(({ peer, messageId }) => `m:${peer}:${messageId}`);
}

/** As many as asked for. */
export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
