import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type {
  ChannelAccess,
  ChannelPost,
  Discussion,
  Discussions,
  Engagement,
} from '../../../core/discussions.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Wait } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';
import type { PeerBook } from '../peers/peer-book.js';
import type { PeerFinder } from '../peers/peer-finder.js';
import { inputChannel, inputPeer, peersIn } from '../peers/peers.js';
import { orWait } from '../updates/call-failure.js';
import { askAccess, shut } from './channel-access.js';
import { engagementIn } from './engagement.js';
import { postsIn } from './posts.js';
import { closed, discussionIn } from './root.js';

/** Telegram gives no more at once. */
const MOST_MESSAGES = 100;
const MOST_POSTS = 50;
/** Albums make many messages of few posts: no more pages than these are read for one question. */
const MOST_PAGES = 6;
/** The parts of an album have ids in a row. */
const MOST_PARTS = 10;

/** Channels and their comments, asked of Telegram. */
export class TelegramDiscussions implements Discussions {
  readonly #caller: Caller;
  readonly #peers: PeerBook;
  readonly #finder: PeerFinder;

  constructor(caller: Caller, peers: PeerBook, finder: PeerFinder) {
    this.#caller = caller;
    this.#peers = peers;
    this.#finder = finder;
  }

  async inspect(channel: PeerId, signal: AbortSignal): Promise<ChannelAccess | Wait> {
    signal.throwIfAborted();
    return orWait(this.#inspect(channel, signal));
  }

  async posts(
    channel: PeerId,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly ChannelPost[] | Wait> {
    signal.throwIfAborted();
    return orWait(this.#posts(channel, Math.min(limit, MOST_POSTS), signal));
  }

  async post(
    channel: PeerId,
    postId: number,
    signal: AbortSignal,
  ): Promise<ChannelPost | 'gone' | Wait> {
    signal.throwIfAborted();
    return orWait(this.#post(channel, postId, signal));
  }

  async discussion(
    channel: PeerId,
    postId: number,
    signal: AbortSignal,
  ): Promise<Discussion | Wait> {
    signal.throwIfAborted();
    return orWait(this.#discussion(channel, postId, signal));
  }

  async engagement(
    group: PeerId,
    messageIds: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly Engagement[] | Wait> {
    signal.throwIfAborted();
    const asked = messageIds.slice(0, MOST_MESSAGES);
    return orWait(this.#messages(group, asked, signal).then((found) => engagementIn(asked, found)));
  }

  async #inspect(id: PeerId, signal: AbortSignal): Promise<ChannelAccess> {
    const known = await this.#finder.find(id, signal);
    if (!known) {
      const stranger = { id, kind: 'channel', title: String(id) } as const;
      return shut(
        stranger,
        'PEER_UNKNOWN',
        `The account has never met ${id}. Name it by @username.`,
      );
    }
    if (known.kind !== 'channel') {
      return shut(known, 'NOT_A_CHANNEL', `${known.title} is no channel: it has no posts.`);
    }
    try {
      const { access, peers } = await askAccess(this.#caller, known, signal);
      this.#peers.learn(peers);
      return access;
    } catch (error) {
      const refused = refusalIn(error);
      if (!refused) throw error;
      return shut(known, refused.code, refused.reason);
    }
  }

  async #posts(
    channel: PeerId,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly ChannelPost[]> {
    const peer = inputPeer(await this.#find(channel, signal));
    const read: Api.TypeMessage[] = [];
    const rest = { offsetDate: 0, addOffset: 0, maxId: 0, minId: 0, hash: returnBigInt(0) };
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const offsetId = read.at(-1)?.id ?? 0;
      const page = { peer, offsetId, limit: MOST_MESSAGES, ...rest };
      const answer = await this.#caller.invoke(new Api.messages.GetHistory(page), signal);
      if (answer instanceof Api.messages.MessagesNotModified) break;
      read.push(...answer.messages);
      this.#peers.learn(peersIn(answer.users, answer.chats));
      // One more than is wanted: the last may be an album that goes on in the next page.
      const enough = postsIn(read).length > limit;
      if (enough || answer.messages.length < MOST_MESSAGES) break;
    }
    return postsIn(read).slice(0, limit);
  }

  async #post(channel: PeerId, postId: number, signal: AbortSignal): Promise<ChannelPost | 'gone'> {
    const around = Array.from(
      { length: 2 * MOST_PARTS - 1 },
      (_, at) => postId + at + 1 - MOST_PARTS,
    );
    const ids = around.filter((id) => id > 0);
    const messages = await this.#messages(channel, ids, signal);
    const asked = messages.find(({ id }) => id === postId);
    if (!(asked instanceof Api.Message)) return 'gone';
    const album = asked.groupedId?.toString();
    const parts = messages.filter(
      (message) =>
        message === asked ||
        (message instanceof Api.Message &&
          album !== undefined &&
          message.groupedId?.toString() === album),
    );
    return postsIn(parts)[0] ?? 'gone';
  }

  async #discussion(channel: PeerId, postId: number, signal: AbortSignal): Promise<Discussion> {
    const peer = inputPeer(await this.#find(channel, signal));
    try {
      const request = new Api.messages.GetDiscussionMessage({ peer, msgId: postId });
      const answer = await this.#caller.invoke(request, signal);
      this.#peers.learn(peersIn(answer.users, answer.chats));
      return discussionIn(answer, channel);
    } catch (error) {
      const refused = refusalIn(error);
      if (!refused) throw error;
      return closed(refused.code, refused.reason);
    }
  }

  async #messages(
    channel: PeerId,
    ids: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly Api.TypeMessage[]> {
    if (ids.length === 0) return [];
    const request = new Api.channels.GetMessages({
      channel: inputChannel(await this.#find(channel, signal)),
      id: ids.map((id) => new Api.InputMessageID({ id })),
    });
    const answer = await this.#caller.invoke(request, signal);
    if (answer instanceof Api.messages.MessagesNotModified) return [];
    this.#peers.learn(peersIn(answer.users, answer.chats));
    return answer.messages;
  }

  async #find(id: PeerId, signal: AbortSignal): Promise<KnownPeer> {
    const known = await this.#finder.find(id, signal);
    if (!known) throw new Error(`the account has never met ${id}`);
    return known;
  }
}

/** What Telegram refuses for good, there: the chat, or this post. Anything else is a failure. */
function refusalIn(error: unknown): { code: string; reason: string } | undefined {
  const outcome = error instanceof TelegramError ? outcomeOf(error) : undefined;
  if (outcome?.status !== 'refused') return undefined;
  return outcome.scope === 'peer' || /^(MSG|MESSAGE)_ID_INVALID$/.test(outcome.code)
    ? outcome
    : undefined;
}
