import { Api } from 'telegram/tl/index.js';
import type { Resolution } from '../../../core/messenger.js';
import type { PeerId, PeerRef } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Caller } from '../caller.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';
import type { PeerBook } from './peer-book.js';
import type { PeerFinder } from './peer-finder.js';
import { peerIdOf } from './peer-ids.js';
import { peersIn, publicPeer } from './peers.js';

const RETRY_MS = 5_000;

/** Telegram's ways to say that there is no such name or link. */
const UNKNOWN_NAME =
  /^(USERNAME_(NOT_OCCUPIED|INVALID)|INVITE_HASH_(EXPIRED|INVALID|EMPTY)|PEER_ID_INVALID)$/;

/** Finds peers without ever joining anything. */
export class Resolver {
  readonly #caller: Caller;
  readonly #peers: PeerBook;
  readonly #finder: PeerFinder;

  constructor(caller: Caller, peers: PeerBook, finder: PeerFinder) {
    this.#caller = caller;
    this.#peers = peers;
    this.#finder = finder;
  }

  /** @throws the signal's reason; what Telegram and the network may answer is a value */
  async resolve(ref: PeerRef, signal: AbortSignal): Promise<Resolution> {
    signal.throwIfAborted();
    try {
      switch (ref.by) {
        case 'username':
          return await this.#byUsername(ref.username, signal);
        case 'invite':
          return await this.#byInvite(ref.hash, signal);
        case 'id':
          return await this.#byId(ref, signal);
      }
    } catch (error) {
      signal.throwIfAborted();
      return unresolved(error);
    }
  }

  async #byUsername(username: string, signal: AbortSignal): Promise<Resolution> {
    const known = await this.#peers.byUsername(username);
    if (known) return found(known);
    const request = new Api.contacts.ResolveUsername({ username });
    const { peer, users, chats } = await this.#caller.invoke(request, signal);
    return this.#pick(peerIdOf(peer), peersIn(users, chats));
  }

  async #byInvite(hash: string, signal: AbortSignal): Promise<Resolution> {
    const invite = await this.#caller.invoke(new Api.messages.CheckChatInvite({ hash }), signal);
    if (invite instanceof Api.ChatInviteAlready) {
      const peers = peersIn([], [invite.chat]);
      const [peer] = peers;
      if (peer) return this.#pick(peer.id, peers);
    }
    const title = invite instanceof Api.ChatInvite ? ` “${invite.title}”` : '';
    return {
      status: 'not-found',
      code: 'NOT_A_MEMBER',
      reason: `The account is not in the chat${title} that the invite link leads to. Join it in Telegram first: postaci never joins by itself.`,
    };
  }

  async #byId(
    { id, seenIn }: Extract<PeerRef, { by: 'id' }>,
    signal: AbortSignal,
  ): Promise<Resolution> {
    const peer = await this.#finder.find(id, signal, seenIn);
    if (peer) return found(peer);
    return notFound(
      `${id} is not among the account’s chats. Join it in Telegram first, or name it by @username.`,
    );
  }

  #pick(id: PeerId, peers: readonly KnownPeer[]): Resolution {
    this.#peers.learn(peers);
    const peer = peers.find((candidate) => candidate.id === id);
    return peer ? found(peer) : notFound('Telegram does not let the account see that chat.');
  }
}

function found(peer: KnownPeer): Resolution {
  return { status: 'found', peer: publicPeer(peer) };
}

function notFound(reason: string): Resolution {
  return { status: 'not-found', code: 'NOT_FOUND', reason };
}

function unresolved(error: unknown): Resolution {
  if (error instanceof NoAnswer) return { status: 'wait', code: error.code, waitMs: RETRY_MS };
  if (error instanceof TelegramError && UNKNOWN_NAME.test(error.text)) {
    return notFound(`There is no such name or link in Telegram (${error.text})`);
  }
  const outcome = outcomeOf(error);
  if (outcome.status === 'wait') {
    return { status: 'wait', code: outcome.code, waitMs: outcome.waitMs };
  }
  if (outcome.status === 'refused' || outcome.status === 'halt') {
    return { status: 'not-found', code: outcome.code, reason: outcome.reason };
  }
  const code = error instanceof TelegramError ? error.text : 'UNKNOWN';
  return { status: 'wait', code, waitMs: RETRY_MS };
}
