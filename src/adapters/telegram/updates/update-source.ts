import type { IncomingMessage } from '../../../core/incoming.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Push,
  UpdateSource,
  Wait,
} from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { dialogPages } from '../peers/dialogs.js';
import type { PeerBook } from '../peers/peer-book.js';
import type { PeerFinder } from '../peers/peer-finder.js';
import { orWait } from './call-failure.js';
import { askChannelDifference } from './channel-difference.js';
import { askDifference, askState } from './difference.js';
import type { Hearing } from './hearing.js';
import { readHistoryAfter } from './history.js';

export interface TelegramUpdatesOptions {
  readonly caller: Caller;
  readonly peers: PeerBook;
  readonly finder: PeerFinder;
  readonly hearing: Hearing;
  /** The account. @throws before it has connected */
  readonly selfId: () => PeerId;
}

/** What Telegram tells a user account, and how to ask for what it did not. */
export class TelegramUpdates implements UpdateSource {
  readonly #options: TelegramUpdatesOptions;

  constructor(options: TelegramUpdatesOptions) {
    this.#options = options;
  }

  onPush(handler: (push: Push) => void): () => void {
    return this.#options.hearing.onPush(handler);
  }

  async state(signal: AbortSignal): Promise<CommonState | Wait> {
    signal.throwIfAborted();
    return orWait(askState(this.#options.caller, signal));
  }

  async difference(since: CommonState, signal: AbortSignal): Promise<Difference | Wait> {
    signal.throwIfAborted();
    const { caller, selfId } = this.#options;
    return this.#learn(orWait(askDifference(caller, since, selfId(), signal)));
  }

  async channelDifference(
    channel: PeerId,
    pts: number,
    signal: AbortSignal,
  ): Promise<ChannelDifference | Wait> {
    signal.throwIfAborted();
    const { caller, selfId } = this.#options;
    const ask = async () => {
      const known = await this.#find(channel, signal);
      return askChannelDifference(caller, { channel: known, pts }, selfId(), signal);
    };
    return this.#learn(orWait(ask()));
  }

  async *dialogs(signal: AbortSignal): AsyncGenerator<readonly Dialog[], void> {
    signal.throwIfAborted();
    for await (const { dialogs, peers } of dialogPages(this.#options.caller, signal)) {
      this.#options.peers.learn(peers);
      yield dialogs;
    }
  }

  async messagesAfter(
    peer: PeerId,
    afterId: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly IncomingMessage[] | Wait> {
    signal.throwIfAborted();
    const { caller, selfId, peers } = this.#options;
    const ask = async () => {
      const known = await this.#find(peer, signal);
      return readHistoryAfter(caller, known, { afterId, limit }, selfId(), signal);
    };
    const page = await orWait(ask());
    if ('kind' in page) return page;
    peers.learn(page.peers);
    return page.messages;
  }

  /** An id alone is no address: a peer that nobody has heard of may be met later. */
  async #find(id: PeerId, signal: AbortSignal): Promise<KnownPeer> {
    const known = await this.#options.finder.find(id, signal);
    if (!known) throw new Error(`${id} is not among the account’s chats, as far as they were read`);
    return known;
  }

  async #learn<T>(
    asking: Promise<{ difference: T; peers: readonly KnownPeer[] } | Wait>,
  ): Promise<T | Wait> {
    const told = await asking;
    if ('kind' in told) return told;
    this.#options.peers.learn(told.peers);
    return told.difference;
  }
}
