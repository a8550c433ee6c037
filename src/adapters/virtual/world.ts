import type { Clock } from '../../core/clock.js';
import type { Delivery, Self } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { Attempt } from './attempt.js';
import type { MessageTraits, VirtualChat, VirtualMessage } from './chat.js';
import { contentObjection } from './content-rules.js';
import type { RpcError } from './error-outcome.js';
import { MessageStore } from './message-store.js';
import { RandomIdMemory } from './random-id-memory.js';
import type { DifferenceRules, LogEntry, LogNews } from './update-log.js';
import { UpdateLog, USUAL_DIFFERENCES } from './update-log.js';

/** The box that people and basic groups share; every channel and supergroup has one of its own. */
export const COMMON_BOX = 0;

/** How the world is when it begins. */
export interface WorldSetup {
  readonly self: Self;
  readonly chats: readonly VirtualChat[];
  /** How long random ids are remembered. Default: an hour. */
  readonly rememberRandomIdsMs?: number;
  /** How much of what was missed is told. Default: `USUAL_DIFFERENCES`. */
  readonly differences?: Partial<DifferenceRules>;
}

/** Something changed in a chat. */
export interface Change {
  /** `COMMON_BOX`, or the channel or supergroup. */
  readonly box: PeerId;
  readonly entry: LogEntry;
  /** The client that did it: it learns of it by the answer to its call. */
  readonly by: object | undefined;
}

/** What became of a message that reached the server. */
export type Reception =
  | { readonly kind: 'accepted'; readonly message: VirtualMessage; readonly entry?: LogEntry }
  /** The random id was known: the message that it named. */
  | { readonly kind: 'duplicate'; readonly message: VirtualMessage }
  | { readonly kind: 'error'; readonly error: RpcError };

/**
 * Telegram in one object: chats, rights, slow mode, what was said. It follows the server's rules and
 * knows nothing of the daemon's; what it remembers to have arrived is the truth that others are judged by.
 */
export class VirtualWorld {
  readonly self: Self;
  /** The account's sessions are ended: `connect` fails from then on. */
  sessionEnded = false;
  /** How a random id that is known is answered: both forms are seen in the wild. */
  duplicateForm: 'original' | 'error' = 'original';
  /** How much of what was missed is told; may be replaced at any time. */
  differences: DifferenceRules;
  /** In milliseconds. */
  readonly begunAt: number;
  /** Every delivery that a client began, in order. */
  readonly attempts: Attempt[] = [];
  readonly #clock: Clock;
  readonly #chats = new Map<PeerId, VirtualChat>();
  readonly #messages = new MessageStore();
  readonly #randomIds: RandomIdMemory;
  readonly #barred = new Set<PeerId>();
  readonly #logs = new Map<PeerId, UpdateLog>();
  readonly #listeners = new Set<(change: Change) => void>();
  #floodUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, setup: WorldSetup) {
    this.#clock = clock;
    this.begunAt = clock.now();
    this.self = setup.self;
    this.differences = { ...USUAL_DIFFERENCES, ...setup.differences };
    this.#randomIds = new RandomIdMemory(setup.rememberRandomIdsMs ?? 3_600_000);
    const saved: VirtualChat = { id: setup.self.id, kind: 'user', title: setup.self.firstName };
    for (const chat of [saved, ...setup.chats]) this.#chats.set(chat.id, chat);
  }

  get chats(): readonly VirtualChat[] {
    return [...this.#chats.values()];
  }

  chat(id: PeerId): VirtualChat | undefined {
    return this.#chats.get(id);
  }

  /** All that was ever said in a chat, oldest first; what was deleted too. */
  messages(chat: PeerId): readonly VirtualMessage[] {
    return this.#messages.of(chat);
  }

  /** A message that is still there. */
  message(chat: PeerId, id: number): VirtualMessage | undefined {
    return this.#messages.find(chat, id);
  }

  /** The newest id in a box; before anything is said, that of what was said before the world began. */
  lastId(box: PeerId): number {
    return this.#messages.lastId(box);
  }

  /** The box in which the changes of a chat count. */
  boxOf(chat: PeerId): PeerId {
    const kind = this.#chats.get(chat)?.kind;
    return kind === 'supergroup' || kind === 'channel' ? chat : COMMON_BOX;
  }

  /** What happened in a box. */
  log(box: PeerId): UpdateLog {
    const known = this.#logs.get(box);
    if (known) return known;
    const kind = box === COMMON_BOX ? 'most' : 'mostOfChannel';
    const log = new UpdateLog(() => this.differences[kind]);
    this.#logs.set(box, log);
    return log;
  }

  /** Changes a chat, as its admins may: rights, slow mode, topics. */
  change(id: PeerId, change: Partial<VirtualChat>): void {
    const chat = this.#chats.get(id);
    if (chat) this.#chats.set(id, { ...chat, ...change, id });
  }

  /** From now on the account may not write there. */
  bar(chat: PeerId): void {
    this.#barred.add(chat);
  }

  /** Until then every message of the account is answered with a flood wait. */
  flood(untilMs: number): void {
    this.#floodUntil = Math.max(this.#floodUntil, untilMs);
  }

  /** Somebody speaks: a member, or the account's owner on another device. */
  say(chat: PeerId, senderId: PeerId, text: string, traits: MessageTraits = {}): VirtualMessage {
    const own = senderId === this.self.id;
    return this.#add({ chat, senderId, own, text, ...traits }).message;
  }

  /** A message says something else from now on. */
  edit(chat: PeerId, id: number, text: string): void {
    if (!this.#messages.amend(chat, id, { text, editedAt: this.#clock.now() })) return;
    this.#record({ kind: 'edit', chat, messageId: id });
  }

  /** Messages go; those that are gone already count as deleted. */
  delete(chat: PeerId, ids: readonly number[]): void {
    const deletedAt = this.#clock.now();
    const messageIds = ids.filter((id) => this.#messages.amend(chat, id, { deletedAt }));
    if (messageIds.length > 0) this.#record({ kind: 'deletion', chat, messageIds });
  }

  /** The account is not in the chat any more: it left, or was thrown out. */
  leave(chat: PeerId): void {
    this.change(chat, { member: false });
  }

  /**
   * A message of the account reaches the server.
   * @param by the client that sends it
   */
  receive(delivery: Delivery, by?: object): Reception {
    const now = this.#clock.now();
    const [randomId] = delivery.randomIds;
    const known = randomId === undefined ? undefined : this.#randomIds.find(randomId, now);
    const original =
      known === undefined ? undefined : this.messages(delivery.peer).find(({ id }) => id === known);
    if (original) return { kind: 'duplicate', message: original };
    const error = this.#objection(delivery, now);
    if (error) return { kind: 'error', error };
    const { content } = delivery;
    const added = this.#add(
      {
        chat: delivery.peer,
        senderId: this.self.id,
        own: true,
        text: content.text,
        ...(delivery.topicId === undefined ? {} : { topicId: delivery.topicId }),
        ...(content.kind === 'media' ? { media: content.media } : {}),
        ...(randomId === undefined ? {} : { randomId }),
      },
      by,
    );
    if (randomId !== undefined) this.#randomIds.remember(randomId, added.message.id, now);
    return { kind: 'accepted', ...added };
  }

  /** Until when slow mode holds the account in a chat; undefined when it doesn't. */
  slowModeUntil(chat: PeerId): number | undefined {
    const seconds = this.#chats.get(chat)?.slowModeSeconds ?? 0;
    const last = this.messages(chat).findLast((message) => message.own);
    if (seconds === 0 || !last) return undefined;
    const until = last.arrivedAt + seconds * 1_000;
    return until > this.#clock.now() ? until : undefined;
  }

  /** Why the account may not write in a chat at all; undefined when it may. */
  writeBar(id: PeerId): RpcError | undefined {
    const chat = this.#chats.get(id);
    if (!chat) return { code: 400, text: 'PEER_ID_INVALID' };
    if (chat.member === false) {
      const text = chat.username ? 'CHAT_GUEST_SEND_FORBIDDEN' : 'CHANNEL_PRIVATE';
      return { code: chat.username ? 403 : 406, text };
    }
    if (this.#barred.has(id)) return { code: 400, text: 'USER_BANNED_IN_CHANNEL' };
    if (chat.canSendText === false && chat.canSendMedia === false) {
      return { code: 403, text: 'CHAT_WRITE_FORBIDDEN' };
    }
    return undefined;
  }

  /** Hears of every change; returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #objection(delivery: Delivery, now: number): RpcError | undefined {
    if (this.sessionEnded) return { code: 401, text: 'AUTH_KEY_UNREGISTERED' };
    if (now < this.#floodUntil) {
      return { code: 420, text: `FLOOD_WAIT_${Math.ceil((this.#floodUntil - now) / 1_000)}` };
    }
    const objection =
      this.writeBar(delivery.peer) ?? contentObjection(this.#chats.get(delivery.peer), delivery);
    if (objection) return objection;
    const slowUntil = this.slowModeUntil(delivery.peer);
    if (slowUntil === undefined) return undefined;
    return { code: 420, text: `SLOWMODE_WAIT_${Math.ceil((slowUntil - now) / 1_000)}` };
  }

  #add(draft: Omit<VirtualMessage, 'id' | 'arrivedAt'>, by?: object) {
    const { chat } = draft;
    const message = this.#messages.add(this.boxOf(chat), {
      ...draft,
      arrivedAt: this.#clock.now(),
    });
    const entry = this.#record({ kind: 'message', chat, messageId: message.id }, by);
    return { message, ...(entry ? { entry } : {}) };
  }

  #record(news: LogNews, by?: object): LogEntry | undefined {
    const box = this.boxOf(news.chat);
    // A basic group's messages are copied to its members; to those of a channel everybody may come later.
    if (box === COMMON_BOX && this.#chats.get(news.chat)?.member === false) return undefined;
    const entry = this.log(box).record(news, this.#clock.now());
    for (const listener of [...this.#listeners]) listener({ box, entry, by });
    return entry;
  }
}
