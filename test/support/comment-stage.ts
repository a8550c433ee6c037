import type { Author, Draft, WritingTask } from '../../src/core/author.js';
import { type CommentSettings, NO_COMMENTS } from '../../src/core/comment-settings.js';
import type { Database, Row } from '../../src/core/database.js';
import type { ChannelPost } from '../../src/core/discussions.js';
import type { Incoming, IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import { seededRandom } from '../../src/lib/seeded-random.js';
import { createDraftDesk, type DraftDesk } from '../../src/outbox/drafts.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import type { Sender } from '../../src/outbox/sender.js';
import { type CommentService, createCommentService } from '../../src/services/comment/comment.js';
import { ACCOUNT, TestRoad } from './road.js';
import { openChannel } from './scripted-discussions.js';
import { ScriptedMessenger } from './scripted-messenger.js';

export const CHANNEL: PeerId = -1_001_000_000_001;
export const GROUP: PeerId = -1_001_000_000_901;
/** Its posts have to be looked for. */
export const OPEN_CHANNEL: PeerId = -1_001_000_000_002;
export const OPEN_GROUP: PeerId = -1_001_000_000_902;

/** A post's row. */
export interface PostRow extends Row {
  readonly channel_id: PeerId;
  readonly post_id: number;
  readonly path: string;
  readonly state: string;
  readonly due_at: number | null;
  readonly reason: string | null;
  readonly comment: string | null;
  readonly comment_id: number | null;
  readonly replies: number;
  readonly reactions: number;
}

/** A row of the outbox, as comments are looked at. */
export interface CommentRow extends Row {
  readonly id: number;
  readonly peer_id: PeerId;
  readonly reply_to: number;
  readonly state: string;
  readonly rule: string | null;
  readonly text: string;
  readonly dedupe_key: string;
  readonly instant: boolean;
  readonly created_at: number;
  readonly settled_at: number | null;
}

/**
 * The comment service in virtual time, with the real outbox, guard and sender over a real database. Its
 * channels and its author are the test's.
 */
export class CommentStage extends TestRoad {
  readonly messenger = new ScriptedMessenger();
  /** What the author was asked, in order. */
  readonly tasks: WritingTask[] = [];
  /** Answers to come from the author, before it writes something of its own. */
  readonly answers: Draft[] = [];
  settings: CommentSettings;
  readonly desk: DraftDesk;
  /** Nothing is sent while this is false. */
  sends = true;
  service: CommentService;
  #senderOfLife: Sender | undefined;
  #life: { readonly stop: AbortController; readonly runs: Promise<unknown> } | undefined;
  #messages = 100;

  constructor(database: Database, changes: Partial<CommentSettings> = {}, startAt?: number) {
    super(database, startAt);
    this.allowedPeers = undefined;
    this.settings = {
      ...NO_COMMENTS,
      channels: [{ written: String(CHANNEL), peer: { by: 'id', id: CHANNEL } }],
      ...changes,
    };
    this.desk = createDraftDesk({
      account: ACCOUNT,
      database: this.database,
      clock: this.clock,
      events: { publish: (event) => void this.events.push(event) },
      kick: () => this.#senderOfLife?.kick(),
    });
    this.addChannel(CHANNEL, GROUP);
    this.service = this.#newService();
  }

  get discussions() {
    return this.messenger.discussions;
  }

  /** Makes a channel; it is configured by the settings. */
  addChannel(channel: PeerId, group: PeerId, member = true): void {
    const access = openChannel(channel, group, { member });
    this.discussions.channels.set(channel, access);
    this.messenger.people.set(String(channel), access.channel);
  }

  /** A new process. */
  async start(): Promise<void> {
    this.service = this.#newService();
    const stop = new AbortController();
    // What is proposed is told: the queue need not be looked at by itself.
    const sender = this.sender({ pollMs: 6 * 3_600_000 });
    this.#senderOfLife = sender;
    const runs = [this.service.run(stop.signal), ...(this.sends ? [sender.run(stop.signal)] : [])];
    this.#life = { stop, runs: Promise.allSettled(runs) };
    await this.pass(3_000);
  }

  async stop(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    life?.stop.abort(new Error('stopped by the test'));
    if (life) await this.clock.during(life.runs);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async pass(ms: number): Promise<void> {
    await this.clock.run(this.clock.now() + ms);
  }

  /** Somebody posts in a channel. Nobody hears of it yet. @returns the message, as it would be heard */
  publish(text: string, changes: Partial<IncomingMessage> = {}): IncomingMessage {
    const message = this.post(text, changes);
    const { peer, messageId: id, at, albumId } = message;
    const post: ChannelPost = { id, at, text, ...(albumId !== undefined && { albumId }) };
    const posts = this.discussions.posted.get(peer) ?? [];
    this.discussions.posted.set(peer, [post, ...posts]);
    const group = this.discussions.channels.get(peer)?.group?.id ?? GROUP;
    this.discussions.roots.set(`${peer} ${id}`, {
      kind: 'open',
      group,
      rootId: id + 10_000,
      comments: 0,
    });
    return message;
  }

  /** A message of a channel, as it is heard. */
  post(text: string, changes: Partial<IncomingMessage> = {}): IncomingMessage {
    const at = Math.floor(this.clock.now() / 1_000) * 1_000;
    const messageId = this.#messages++;
    return { kind: 'message', peer: CHANNEL, messageId, at, own: false, text, ...changes };
  }

  /** A post that the account hears of. */
  async say(text: string, changes: Partial<IncomingMessage> = {}): Promise<IncomingMessage> {
    const message = this.publish(text, changes);
    await this.hear(message);
    return message;
  }

  /** What the dispatcher does with an event, or with the parts of an album. @returns was it wanted? */
  async hear(first: Incoming, ...more: readonly Incoming[]): Promise<boolean> {
    const { handler } = this.service;
    if (![first, ...more].every((one) => handler.wants(one))) return false;
    const commit = await handler.decide([first, ...more], new AbortController().signal);
    await this.database.transaction(commit);
    await this.pass(0);
    return true;
  }

  /** The post says something else by now, and the account hears so. */
  async edit({ messageId, peer }: IncomingMessage, text: string): Promise<void> {
    const posts = this.discussions.posted.get(peer) ?? [];
    const editedAt = Math.floor(this.clock.now() / 1_000) * 1_000;
    const index = posts.findIndex(({ id }) => id === messageId);
    const before = posts[index];
    if (before) posts[index] = { ...before, text, editedAt };
    await this.hear({ ...this.post(text, { peer, messageId }), kind: 'edit', editedAt });
  }

  /** The post is gone; `unheard`: nobody tells. */
  async remove({ messageId, peer }: IncomingMessage, unheard = false): Promise<void> {
    const posts = this.discussions.posted.get(peer) ?? [];
    this.discussions.posted.set(
      peer,
      posts.filter(({ id }) => id !== messageId),
    );
    if (!unheard) await this.hear({ kind: 'deletion', peer, messageIds: [messageId] });
  }

  posts(): Promise<readonly PostRow[]> {
    return this.database.query<PostRow>(
      `select channel_id, post_id, path, state, due_at, reason, comment, comment_id, replies, reactions
       from ${this.database.schema}.comment_posts order by channel_id desc, post_id`,
    );
  }

  async postRow({ messageId, peer }: IncomingMessage): Promise<PostRow | undefined> {
    return (await this.posts()).find((row) => row.post_id === messageId && row.channel_id === peer);
  }

  comments(): Promise<readonly CommentRow[]> {
    return this.database.query<CommentRow>(
      `select id, peer_id, reply_to, state, rule, content ->> 'text' as text, dedupe_key, instant,
         created_at, settled_at
       from ${this.database.schema}.outbox where service = 'comment' order by id`,
    );
  }

  #author(): Author {
    return {
      write: async (task, signal) => {
        signal.throwIfAborted();
        this.tasks.push(task);
        const text = `comment ${this.tasks.length} on ${task.conversation[0]?.text ?? ''}`;
        return this.answers.shift() ?? { status: 'ready', text, language: 'en' };
      },
    };
  }

  #newService(): CommentService {
    return createCommentService({
      account: ACCOUNT,
      clock: this.clock,
      logger: this.#logger,
      database: this.database,
      messenger: this.messenger,
      outbox: createOutbox({
        clock: this.clock,
        events: { publish: (event) => void this.events.push(event) },
        kick: () => this.#senderOfLife?.kick(),
      }),
      guard: this.guard(),
      author: this.#author(),
      settings: () => this.settings,
      limits: () => this.limits,
      expireDrafts: () => this.desk.expire(),
      onAllowedPeers: () => {
        this.allowedPeers = this.service.allowedPeers();
        this.#senderOfLife?.wakeAll();
      },
      random: seededRandom(7),
    });
  }

  readonly logged: string[] = [];
  readonly #log = (message: string) => void this.logged.push(message);
  readonly #logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: this.#log,
    error: this.#log,
    child: () => this.#logger,
  };
}
