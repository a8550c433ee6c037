import type { Author } from '../../src/core/author.js';
import type { Database, Row } from '../../src/core/database.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { Logger } from '../../src/core/logger.js';
import type { Resolution } from '../../src/core/messenger.js';
import type { Peer, PeerId, PeerRef } from '../../src/core/peer.js';
import type { Person } from '../../src/core/people.js';
import { NO_REPLIES, type ReplyRule, type ReplySettings } from '../../src/core/reply-settings.js';
import { DEFAULT_PEOPLE_LIMITS, type Limits } from '../../src/core/settings.js';
import { readTakeover } from '../../src/inbox/takeover.js';
import { Activity } from '../../src/lib/activity.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { createReplyService, type ReplyService } from '../../src/services/reply/reply.js';

/** The account whose service is on the stage. */
export const ACCOUNT = 'user:7';
export const ADA: PeerId = 11;
export const BOT: PeerId = 12;
export const GROUP: PeerId = -1_000_000_000_021;
/** A Monday noon in UTC. */
export const NOON = Date.UTC(2026, 5, 1, 12);

/** One answer, as the tests look at it. */
export interface AnswerRow extends Row {
  readonly id: number;
  readonly peer_id: PeerId;
  readonly text: string;
  readonly state: string;
  readonly reason: string | null;
  readonly not_before: number;
  readonly expires_at: number;
  readonly dedupe_key: string;
}

/** A rule that always holds, but for what is given. */
export function ruleOf(id: string, changes: Partial<ReplyRule> = {}): ReplyRule {
  return {
    id,
    keywords: [],
    loose: true,
    patterns: [],
    chats: 'all',
    languages: [],
    hours: [],
    variants: [`${id}!`],
    cooldownMs: 0,
    ...changes,
  };
}

/**
 * The reply service on a virtual clock with the real outbox and database. What is said to it goes through its
 * handler as the inbox would hand it over; what it proposes is sent by `send`.
 */
export class ReplyStage {
  readonly clock: VirtualClock;
  readonly database: Database;
  readonly people = new Map<PeerId, Person>();
  readonly peers = new Map<PeerId, Peer>();
  readonly logged: string[] = [];
  readonly published: LiveEvent[] = [];
  /** When typing was shown, relative to noon, and where. */
  readonly typed: { readonly peer: PeerId; readonly at: number }[] = [];
  /** Answers to come from `resolve`, before it looks the peer up; an Error is thrown. */
  readonly resolutions: (Resolution | Error)[] = [];
  readonly author: Author | undefined;
  kicks = 0;
  settings: ReplySettings;
  limits: Limits = {
    timeZone: 'UTC',
    activeWindows: [],
    blackoutDays: [],
    minIntervalMs: 0,
    minIntervalPerPeerMs: 0,
    people: DEFAULT_PEOPLE_LIMITS,
  };
  service: ReplyService;
  #messages = 100;
  #life: { readonly stop: AbortController; readonly run: Promise<void> } | undefined;

  constructor(real: Database, changes: Partial<ReplySettings> = {}, author?: Author) {
    this.author = author;
    const activity = new Activity();
    this.clock = new VirtualClock(NOON, () => activity.quiet());
    this.settings = { ...NO_REPLIES, mode: 'auto', ...changes };
    this.database = {
      ...real,
      query: (sql, params) => activity.track(real.query(sql, params)),
      transaction: (work) => activity.track(real.transaction(work)),
    };
    this.meet({ id: ADA, kind: 'user', title: 'Ada Lovelace', username: 'Ada_L' });
    this.meet({ id: BOT, kind: 'user', title: 'Robby', username: 'robby_bot', bot: true });
    this.peers.set(GROUP, { id: GROUP, kind: 'supergroup', title: 'Kediler' });
    this.service = this.#newService();
  }

  /** Somebody who wrote first. */
  meet(peer: Peer, changes: Partial<Person> = {}): void {
    this.peers.set(peer.id, peer);
    this.people.set(peer.id, {
      id: peer.id,
      name: peer.title,
      firstSeenAt: NOON,
      heard: 1,
      said: 0,
      consent: { basis: 'wrote_first', source: 'private message 1', at: NOON },
      ...changes,
    });
  }

  /** A message as it is heard: the next of its chat, said now. */
  message(text: string, changes: Partial<IncomingMessage> = {}): IncomingMessage {
    const peer = changes.peer ?? ADA;
    const at = Math.floor(this.clock.now() / 1000) * 1000;
    const messageId = this.#messages++;
    const senderId = peer > 0 ? peer : ADA;
    return { kind: 'message', peer, messageId, at, own: false, senderId, text, ...changes };
  }

  /** Hands a message over, if it is wanted; `between` happens after the decision and before its commit. */
  async handOver(message: IncomingMessage, between?: () => Promise<void>): Promise<boolean> {
    if (!this.service.handler.wants(message)) return false;
    const commit = await this.service.handler.decide([message], new AbortController().signal);
    await between?.();
    await this.database.transaction(commit);
    return true;
  }

  /** Says this to the account. */
  async say(text: string, changes: Partial<IncomingMessage> = {}): Promise<IncomingMessage> {
    const message = this.message(text, changes);
    await this.handOver(message);
    return message;
  }

  /** The same in the group, speaking to the account. */
  mention(text: string, changes: Partial<IncomingMessage> = {}): Promise<IncomingMessage> {
    return this.say(text, { peer: GROUP, mentioned: true, ...changes });
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    await this.clock.run(this.clock.now() + ms);
  }

  /** Lets time pass until what waits is due, and sends it. Gives what was sent. */
  async send(): Promise<readonly AnswerRow[]> {
    const waiting = (await this.answers()).filter(({ state }) => state === 'queued');
    const due = Math.max(this.clock.now(), ...waiting.map(({ not_before }) => not_before));
    await this.clock.run(due);
    await this.database.query(
      `update ${this.database.schema}.outbox
          set state = 'sent', settled_at = not_before where state = 'queued'`,
    );
    return waiting;
  }

  /** The operator writes in a chat by hand. */
  async takeOver(peer: PeerId): Promise<void> {
    await this.database.query(
      `insert into ${this.database.schema}.chats (account, peer_id, taken_over_id, taken_over_at)
       values ($1, $2, $3, $4)
       on conflict (account, peer_id) do update set taken_over_at = excluded.taken_over_at`,
      [ACCOUNT, peer, this.#messages++, new Date(this.clock.now())],
    );
  }

  /** Everything proposed so far, in order. */
  answers(): Promise<readonly AnswerRow[]> {
    const { schema } = this.database;
    return this.database.query<AnswerRow>(
      `select id, peer_id, content ->> 'text' as text, state, reason, not_before, expires_at, dedupe_key
         from ${schema}.outbox order by id`,
    );
  }

  async texts(): Promise<string[]> {
    return (await this.answers()).map(({ text }) => text);
  }

  async start(): Promise<void> {
    const stop = new AbortController();
    this.#life = { stop, run: this.service.run(stop.signal) };
    this.#life.run.catch(() => undefined);
    await this.pass(0);
  }

  /** Ends the process, and begins another. */
  async restart(): Promise<void> {
    this.#life?.stop.abort(new Error('stopped by the test'));
    await this.#life?.run.catch(() => undefined);
    this.#life = undefined;
    this.service = this.#newService();
  }

  #newService(): ReplyService {
    const log = (message: string, fields: Record<string, unknown> = {}) => {
      this.logged.push([message, fields.reason].filter(Boolean).join(': '));
    };
    const logger: Logger = { debug: log, info: log, warn: log, error: log, child: () => logger };
    return createReplyService({
      account: ACCOUNT,
      customer: '1',
      clock: this.clock,
      logger,
      database: this.database,
      outbox: createOutbox({
        clock: this.clock,
        events: { publish: (event) => this.published.push(event) },
        kick: () => {
          this.kicks++;
        },
      }),
      messenger: {
        self: { id: 7, firstName: 'Postacı' },
        resolve: async (ref) => {
          const next = this.resolutions.shift();
          if (next instanceof Error) throw next;
          return next ?? this.#find(ref);
        },
        signals: {
          typing: async ({ peer }) => {
            this.typed.push({ peer, at: this.clock.now() - NOON });
          },
        },
      },
      people: { read: async (_db, id) => this.people.get(id) },
      readTakeover,
      settings: () => this.settings,
      ...(this.author && { author: this.author }),
      limits: () => this.limits,
    });
  }

  #find(ref: PeerRef): Resolution {
    const peer = ref.by === 'id' ? this.peers.get(ref.id) : undefined;
    if (peer) return { status: 'found', peer };
    return { status: 'not-found', code: 'NOT_FOUND', reason: 'There is nobody of this id' };
  }
}
