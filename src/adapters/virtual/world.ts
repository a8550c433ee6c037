import type { Clock } from '../../core/clock.js';
import type { Delivery, Self } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import { Admission } from './admission.js';
import type { Attempt } from './attempt.js';
import type { MessageTraits, VirtualChat, VirtualMessage, VirtualTyping } from './chat.js';
import type { RpcError } from './error-outcome.js';
import { isMentioned } from './mention.js';
import { MessageStore } from './message-store.js';
import { type Draft, PostCopies } from './post-copies.js';
import { RandomIdMemory } from './random-id-memory.js';
import type { DifferenceRules, LogEntry, LogNews } from './update-log.js';
import { UpdateLog, USUAL_DIFFERENCES } from './update-log.js';
import type { WorldSetup } from './world-setup.js';

/** The box that people and basic groups share; every channel and supergroup has one of its own. */
export const COMMON_BOX = 0;

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
  /** What the account may write, and where. */
  readonly admission: Admission;
  /** How a random id that is known is answered: both forms are seen in the wild. */
  duplicateForm: 'original' | 'error' = 'original';
  /** How much of what was missed is told; may be replaced at any time. */
  differences: DifferenceRules;
  /** In milliseconds. */
  readonly begunAt: number;
  /** Every delivery that a client began, in order. */
  readonly attempts: Attempt[] = [];
  /** When and where the account was seen writing, in order. */
  readonly typings: VirtualTyping[] = [];
  readonly #clock: Clock;
  readonly #chats = new Map<PeerId, VirtualChat>();
  /** Where channels' posts are discussed. */
  readonly copies = new PostCopies(this.#chats);
  readonly #messages = new MessageStore();
  readonly #randomIds: RandomIdMemory;
  readonly #logs = new Map<PeerId, UpdateLog>();
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(clock: Clock, setup: WorldSetup) {
    this.#clock = clock;
    this.begunAt = clock.now();
    this.self = setup.self;
    this.admission = new Admission(clock, {
      selfId: setup.self.id,
      chat: (id) => this.chat(id),
      messages: (chat) => this.messages(chat),
      message: (chat, id) => this.message(chat, id),
    });
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

  /**
   * Somebody speaks: a member, or the account's owner on another device.
   * @throws Error when it is a bot that the account never wrote to: Telegram does not let it
   */
  say(chat: PeerId, senderId: PeerId, text: string, traits: MessageTraits = {}): VirtualMessage {
    const own = senderId === this.self.id;
    const met = chat < 0 || own || !this.#chats.get(chat)?.bot || this.messages(chat).length > 0;
    if (!met) throw new Error(`${chat} is a bot, and cannot write first`);
    const mentioned = !own && chat < 0 && this.#concerns(chat, text, traits.replyToId);
    const { message } = this.#add({
      ...{ chat, senderId, own, text },
      ...(mentioned ? { mentioned } : {}),
      ...traits,
    });
    const copy = this.copies.draftOf(message);
    if (copy) this.copies.note(this.#add(copy).message);
    return message;
  }

  /** So many more people react to a message. */
  react(chat: PeerId, id: number, people = 1): void {
    const reactions = (this.message(chat, id)?.reactions ?? 0) + people;
    this.#messages.amend(chat, id, { reactions });
  }

  /** The others in a chat see the account writing, where it may write. */
  showTyping({ chat, topicId }: Pick<VirtualTyping, 'chat' | 'topicId'>): void {
    const known = this.#chats.get(chat);
    if (!known || known.blocked || this.admission.writeBar(chat)) return;
    const topic = topicId === undefined ? {} : { topicId };
    this.typings.push({ chat, at: this.#clock.now(), ...topic });
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
    const error = this.sessionEnded
      ? { code: 401, text: 'AUTH_KEY_UNREGISTERED' }
      : this.admission.objection(delivery);
    if (error) return { kind: 'error', error };
    const { content, topicId, replyTo } = delivery;
    const added = this.#add(
      {
        chat: delivery.peer,
        senderId: this.self.id,
        own: true,
        text: content.text,
        ...(topicId === undefined ? {} : { topicId }),
        ...(replyTo === undefined ? {} : { replyToId: replyTo }),
        ...(content.kind === 'media' ? { media: content.media } : {}),
        ...(randomId === undefined ? {} : { randomId }),
      },
      by,
    );
    if (randomId !== undefined) this.#randomIds.remember(randomId, added.message.id, now);
    return { kind: 'accepted', ...added };
  }

  /** Hears of every change; returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Is the account named there, or answered? */
  #concerns(chat: PeerId, text: string, replyToId: number | undefined): boolean {
    const answered = replyToId === undefined ? undefined : this.message(chat, replyToId);
    return answered?.own === true || isMentioned(this.self.username, text);
  }

  #add(draft: Draft, by?: object) {
    const { chat, replyToId } = draft;
    const answered = replyToId === undefined ? undefined : this.message(chat, replyToId);
    const rootId = answered && this.copies.rootAbove(answered);
    const message = this.#messages.add(this.boxOf(chat), {
      ...draft,
      ...(rootId === undefined ? {} : { rootId }),
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
