import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { ChatAccess } from '../../core/messenger.js';
import type { Peer, PeerId } from '../../core/peer.js';
import type { KnownPeer } from '../../core/peers.js';
import type { Caller } from './caller.js';
import { TelegramError } from './failure.js';
import { outcomeOf } from './outcomes.js';
import type { PeerBook } from './peers/peer-book.js';
import type { PeerFinder } from './peers/peer-finder.js';
import { bareId, isBasicGroup } from './peers/peer-ids.js';
import { inputChannel, inputPeer, peersIn, publicPeer } from './peers/peers.js';
import { rightsIn } from './rights.js';

/** More topics than a group is likely to be posted to. */
const MOST_TOPICS = 100;

type Topics = ChatAccess['topics'];

/** Asks what the account may do in a chat. */
export class Inspector {
  readonly #caller: Caller;
  readonly #peers: PeerBook;
  readonly #finder: PeerFinder;

  constructor(caller: Caller, peers: PeerBook, finder: PeerFinder) {
    this.#caller = caller;
    this.#peers = peers;
    this.#finder = finder;
  }

  /**
   * A chat that the account may not see is an answer too: no member.
   * @throws TelegramError (a flood wait, an ended session), NoAnswer, or the signal's reason
   */
  async inspect(id: PeerId, signal: AbortSignal): Promise<ChatAccess> {
    signal.throwIfAborted();
    const known = await this.#finder.find(id, signal);
    if (!known) return closed(stranger(id), `The account has never met ${id}.`);
    try {
      if (known.kind === 'user') return await this.#person(known, signal);
      if (known.kind === 'group') return await this.#group(known, signal);
      return await this.#channel(known, signal);
    } catch (error) {
      if (!(error instanceof TelegramError)) throw error;
      const outcome = outcomeOf(error);
      if (outcome.status !== 'refused') throw error;
      return closed(known, outcome.reason);
    }
  }

  async #person(known: KnownPeer, signal: AbortSignal): Promise<ChatAccess> {
    const request = new Api.users.GetUsers({ id: [inputUser(known)] });
    const [user] = await this.#caller.invoke(request, signal);
    if (!(user instanceof Api.User) || user.deleted) {
      return closed(known, 'This Telegram account is deleted.');
    }
    this.#peers.learn(peersIn([user], []));
    return { ...NO_LIMITS, peer: publicPeer(known), ...OPEN };
  }

  async #group(known: KnownPeer, signal: AbortSignal): Promise<ChatAccess> {
    const request = new Api.messages.GetFullChat({ chatId: returnBigInt(bareId(known.id)) });
    const { chats, users } = await this.#caller.invoke(request, signal);
    const chat = chats.find((candidate) => candidate.id.equals(bareId(known.id)));
    return {
      ...NO_LIMITS,
      peer: this.#current(known, peersIn(users, chats)),
      ...rightsIn(chat),
      ...(chat instanceof Api.Chat ? { memberCount: chat.participantsCount } : {}),
    };
  }

  async #channel(known: KnownPeer, signal: AbortSignal): Promise<ChatAccess> {
    const request = new Api.channels.GetFullChannel({ channel: inputChannel(known) });
    const { chats, users, fullChat } = await this.#caller.invoke(request, signal);
    const chat = chats.find((candidate) => candidate.id.equals(bareId(known.id)));
    const full = fullChat instanceof Api.ChannelFull ? fullChat : undefined;
    const forum = chat instanceof Api.Channel && chat.forum === true;
    // GramJS reads what is absent as null, whatever its types say.
    const until = full?.slowmodeNextSendDate ?? undefined;
    const memberCount = full?.participantsCount ?? undefined;
    return {
      peer: this.#current(known, peersIn(users, chats)),
      ...rightsIn(chat),
      slowModeSeconds: full?.slowmodeSeconds ?? 0,
      ...(until === undefined ? {} : { slowModeUntil: until * 1_000 }),
      forum,
      topics: forum ? await this.#topics(known, signal) : [],
      ...(memberCount === undefined ? {} : { memberCount }),
    };
  }

  async #topics(known: KnownPeer, signal: AbortSignal): Promise<Topics> {
    const page = { offsetDate: 0, offsetId: 0, offsetTopic: 0, limit: MOST_TOPICS };
    const channel = inputChannel(known);
    const request = new Api.channels.GetForumTopics({ channel, ...page });
    const { topics } = await this.#caller.invoke(request, signal);
    return topics
      .filter((topic) => topic instanceof Api.ForumTopic)
      .map(({ id, title, closed }) => ({ id, title, closed: closed === true }));
  }

  /** The peer as the answer names it now. */
  #current(known: KnownPeer, peers: readonly KnownPeer[]) {
    this.#peers.learn(peers);
    return publicPeer(peers.find(({ id }) => id === known.id) ?? known);
  }
}

const NO_LIMITS = { slowModeSeconds: 0, forum: false, topics: [] } as const;
const OPEN = { member: true, canSendText: true, canSendMedia: true } as const;

function closed(peer: Peer, reason: string): ChatAccess {
  const shut = { member: false, canSendText: false, canSendMedia: false, reason };
  return { ...NO_LIMITS, ...shut, peer: publicPeer(peer) };
}

function stranger(id: PeerId): Peer {
  const kind = id > 0 ? 'user' : isBasicGroup(id) ? 'group' : 'supergroup';
  return { id, kind, title: String(id) };
}

function inputUser(known: KnownPeer): Api.TypeInputUser {
  const peer = inputPeer(known);
  if (!(peer instanceof Api.InputPeerUser)) throw new Error(`${known.id} is no person`);
  return new Api.InputUser({ userId: peer.userId, accessHash: peer.accessHash });
}
