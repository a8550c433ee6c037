import type { Clock } from '../../core/clock.js';
import type { Delivery, Self } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { Attempt } from './attempt.js';
import type { VirtualChat, VirtualMessage } from './chat.js';
import { contentObjection } from './content-rules.js';
import type { RpcError } from './error-outcome.js';
import { RandomIdMemory } from './random-id-memory.js';

/** Channels count their messages each for itself; people and basic groups share the account's count. */
const SHARED_COUNT = 0;

/** How the world is when it begins. */
export interface WorldSetup {
  readonly self: Self;
  readonly chats: readonly VirtualChat[];
  /** How long random ids are remembered. Default: an hour. */
  readonly rememberRandomIdsMs?: number;
}

/** What became of a message that reached the server. */
export type Reception =
  | { readonly kind: 'accepted'; readonly message: VirtualMessage }
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
  /** Every delivery that a client began, in order. */
  readonly attempts: Attempt[] = [];
  readonly #clock: Clock;
  readonly #chats = new Map<PeerId, VirtualChat>();
  readonly #messages = new Map<PeerId, VirtualMessage[]>();
  readonly #counts = new Map<PeerId, number>();
  readonly #randomIds: RandomIdMemory;
  readonly #barred = new Set<PeerId>();
  readonly #listeners = new Set<(message: VirtualMessage) => void>();
  #floodUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, setup: WorldSetup) {
    this.#clock = clock;
    this.self = setup.self;
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

  /** The messages of a chat, oldest first. */
  messages(chat: PeerId): readonly VirtualMessage[] {
    return this.#messages.get(chat) ?? [];
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
  say(chat: PeerId, senderId: PeerId, text: string, topicId?: number): VirtualMessage {
    return this.#add({
      chat,
      senderId,
      own: senderId === this.self.id,
      text,
      ...(topicId === undefined ? {} : { topicId }),
    });
  }

  /** A message of the account reaches the server. */
  receive(delivery: Delivery): Reception {
    const now = this.#clock.now();
    const [randomId] = delivery.randomIds;
    const known = randomId === undefined ? undefined : this.#randomIds.find(randomId, now);
    const original =
      known === undefined ? undefined : this.messages(delivery.peer).find(({ id }) => id === known);
    if (original) return { kind: 'duplicate', message: original };
    const error = this.#objection(delivery, now);
    if (error) return { kind: 'error', error };
    const { content } = delivery;
    const message = this.#add({
      chat: delivery.peer,
      senderId: this.self.id,
      own: true,
      text: content.text,
      ...(delivery.topicId === undefined ? {} : { topicId: delivery.topicId }),
      ...(content.kind === 'media' ? { media: content.media } : {}),
      ...(randomId === undefined ? {} : { randomId }),
    });
    if (randomId !== undefined) this.#randomIds.remember(randomId, message.id, now);
    return { kind: 'accepted', message };
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

  /** Hears every message that arrives; returns the way to stop. */
  onMessage(listener: (message: VirtualMessage) => void): () => void {
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

  #add(draft: Omit<VirtualMessage, 'id' | 'arrivedAt'>): VirtualMessage {
    const kind = this.#chats.get(draft.chat)?.kind;
    const counter = kind === 'supergroup' || kind === 'channel' ? draft.chat : SHARED_COUNT;
    const id = (this.#counts.get(counter) ?? 100) + 1;
    this.#counts.set(counter, id);
    const message = { ...draft, id, arrivedAt: this.#clock.now() };
    const all = this.#messages.get(draft.chat);
    if (all) all.push(message);
    else this.#messages.set(draft.chat, [message]);
    for (const listener of [...this.#listeners]) listener(message);
    return message;
  }
}
