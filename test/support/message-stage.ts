import type { Database, Row } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { Logger } from '../../src/core/logger.js';
import type { PeerId } from '../../src/core/peer.js';
import { isUnreadable, parseTarget } from '../../src/core/peer-ref.js';
import type { MessageSettings, MessageTarget, Schedule } from '../../src/core/settings.js';
import { Activity } from '../../src/lib/activity.js';
import { type Random, seededRandom } from '../../src/lib/seeded-random.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createMessageService, type MessageService } from '../../src/services/message/message.js';
import type { ScriptedMessenger } from './scripted-messenger.js';

/** The account whose service is on the stage. */
export const ACCOUNT = 'user:7';

/** A target as the configuration would have it. */
export function targetOf(written: string, schedule: Schedule): MessageTarget {
  const parsed = parseTarget(written);
  if (isUnreadable(parsed)) throw new Error(parsed.problem);
  return { ...parsed, schedule };
}

/** One row of the outbox, as the tests look at it. */
export interface ProposedRow extends Row {
  readonly id: number;
  readonly peer_id: number;
  readonly topic_id: number | null;
  readonly text: string;
  readonly state: string;
  readonly not_before: number;
  readonly expires_at: number;
  readonly created_at: number;
  readonly dedupe_key: string;
}

/** What a test may set before the message service runs on its stage. */
export interface StageOptions {
  readonly startMs: number;
  readonly settings: MessageSettings;
  readonly timeZone?: string;
  readonly random?: Random;
  /** Each of them is sent as soon as it is due. @default true */
  readonly sends?: boolean;
}

/**
 * The message service on a virtual clock with the real outbox and database, and a messenger whose answers
 * are written down. `run` starts the service, lets time pass, and stops it again: each call is a process.
 */
export class MessageStage {
  readonly clock: VirtualClock;
  readonly database: Database;
  readonly refreshed: PeerId[] = [];
  readonly logged: string[] = [];
  settings: MessageSettings;
  timeZone: string;
  /** How often the guard was told that it may ask again. */
  allowedTold = 0;
  /** Fails the next refreshes, first to last. */
  readonly refreshFailures: Error[] = [];
  /** Called before each transaction, with its number; may throw, as a crash would. */
  onTransaction: (() => void) | undefined;
  /** Called after each commit; may throw: the work is done, and nobody knows. */
  onCommit: (() => void) | undefined;
  #service: MessageService | undefined;
  readonly #random: Random;
  readonly #sends: boolean;

  constructor(
    readonly real: Database,
    readonly messenger: ScriptedMessenger,
    options: StageOptions,
  ) {
    const activity = new Activity();
    this.clock = new VirtualClock(options.startMs, () => activity.quiet());
    this.settings = options.settings;
    this.timeZone = options.timeZone ?? 'UTC';
    this.#random = options.random ?? seededRandom(1);
    this.#sends = options.sends ?? true;
    this.database = {
      ...real,
      query: (sql, params) => activity.track(real.query(sql, params)),
      transaction: (work) => activity.track(this.#transaction(work)),
    };
  }

  /** The service of the present or the last process. */
  get service(): MessageService {
    if (!this.#service) throw new Error('nothing runs yet');
    return this.#service;
  }

  /**
   * Starts a new process, lets time pass until `untilMs`, does `meanwhile` there, and stops it in order.
   * Rejects, at its moment, with what the service failed with.
   */
  async run(untilMs: number, meanwhile?: () => Promise<void>): Promise<void> {
    const stop = new AbortController();
    this.#service = this.#newService();
    const running = this.#service.run(stop.signal);
    try {
      await this.clock.during(Promise.race([running, this.clock.sleepUntil(untilMs, stop.signal)]));
      await this.clock.run(untilMs);
      await meanwhile?.();
    } finally {
      stop.abort(new Error('stopped by the test'));
    }
    await running;
  }

  /** Everything proposed so far, in order. */
  async proposed(): Promise<readonly ProposedRow[]> {
    return this.real.query<ProposedRow>(
      `select id, peer_id, topic_id, content ->> 'text' as text, state, not_before, expires_at,
              created_at, dedupe_key
         from ${this.real.schema}.outbox order by id`,
    );
  }

  /** Ends all open intents. */
  async settle(state = 'sent'): Promise<void> {
    await this.real.query(
      `update ${this.real.schema}.outbox set state = $1 where state in ('queued', 'sending')`,
      [state],
    );
  }

  #newService(): MessageService {
    const events: LiveEvent[] = [];
    return createMessageService({
      account: ACCOUNT,
      customer: '1',
      messenger: this.messenger,
      database: this.database,
      outbox: createOutbox({
        clock: this.clock,
        events: { publish: (event) => events.push(event) },
        kick: () => {},
      }),
      clock: this.clock,
      logger: this.#logger(),
      settings: () => this.settings,
      timeZone: () => this.timeZone,
      refresh: async (peer) => {
        const failure = this.refreshFailures.shift();
        if (failure) throw failure;
        this.refreshed.push(peer);
      },
      onAllowedPeers: () => {
        this.allowedTold++;
      },
      random: this.#random,
    });
  }

  async #transaction<T>(work: Parameters<Database['transaction']>[0]): Promise<T> {
    this.onTransaction?.();
    const result = await this.real.transaction(work);
    if (this.#sends) await this.settle();
    this.onCommit?.();
    return result as T;
  }

  #logger(): Logger {
    const log = (message: string) => {
      this.logged.push(message);
    };
    const logger: Logger = { debug() {}, info() {}, warn: log, error: log, child: () => logger };
    return logger;
  }
}
