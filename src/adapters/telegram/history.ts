import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { HistoryMessage } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { KnownPeer } from '../../core/peers.js';
import type { Caller } from './caller.js';
import { readMessage } from './messages.js';
import { inputPeer, peersIn } from './peers.js';

/** Telegram gives no more at once. */
const MOST = 100;

export interface HistoryOptions {
  readonly limit: number;
  readonly topicId?: number;
  /** Only messages with smaller ids. */
  readonly beforeId?: number;
}

/** The newest messages of a chat or of one topic, newest first, and whom they tell of. */
export async function readHistory(
  caller: Caller,
  peer: KnownPeer,
  { limit, topicId, beforeId = 0 }: HistoryOptions,
  selfId: PeerId,
  signal: AbortSignal,
): Promise<{ messages: readonly HistoryMessage[]; peers: readonly KnownPeer[] }> {
  const page = {
    peer: inputPeer(peer),
    offsetId: beforeId,
    offsetDate: 0,
    addOffset: 0,
    limit: Math.min(limit, MOST),
    maxId: 0,
    minId: 0,
    hash: returnBigInt(0),
  };
  const answer =
    topicId === undefined
      ? await caller.invoke(new Api.messages.GetHistory(page), signal)
      : await caller.invoke(new Api.messages.GetReplies({ ...page, msgId: topicId }), signal);
  if (answer instanceof Api.messages.MessagesNotModified) return { messages: [], peers: [] };
  const messages = answer.messages
    .map((message) => readMessage(message, selfId))
    .filter((message) => message !== undefined)
    .map(({ peer: _peer, ...message }) => message);
  return { messages, peers: peersIn(answer.users, answer.chats) };
}
