import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { IncomingMessage, MessageFacts } from '../../../core/incoming.js';
import type { HistoryMessage } from '../../../core/messenger.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Caller } from '../caller.js';
import { inputPeer, peersIn } from '../peers/peers.js';
import { readMessages } from './messages.js';

/** Telegram gives no more at once. */
const MOST = 100;

export interface HistoryOptions {
  readonly limit: number;
  readonly topicId?: number;
  /** Only messages with smaller ids. */
  readonly beforeId?: number;
}

/** Messages, and whom they tell of. */
export interface Page<T> {
  readonly messages: readonly T[];
  readonly peers: readonly KnownPeer[];
}

/** The newest messages of a chat or of one topic, newest first. */
export async function readHistory(
  caller: Caller,
  peer: KnownPeer,
  { limit, topicId, beforeId = 0 }: HistoryOptions,
  selfId: PeerId,
  signal: AbortSignal,
): Promise<Page<HistoryMessage>> {
  const page = pageOf(peer, { offsetId: beforeId, limit: Math.min(limit, MOST) });
  const answer =
    topicId === undefined
      ? await caller.invoke(new Api.messages.GetHistory(page), signal)
      : await caller.invoke(new Api.messages.GetReplies({ ...page, msgId: topicId }), signal);
  if (answer instanceof Api.messages.MessagesNotModified) return { messages: [], peers: [] };
  return {
    messages: readMessages(answer.messages, selfId).map(historyMessage),
    peers: peersIn(answer.users, answer.chats),
  };
}

/**
 * The oldest messages that are newer than one, oldest first: `limit` of them unless there are no more.
 * Service messages are read past.
 */
export async function readHistoryAfter(
  caller: Caller,
  peer: KnownPeer,
  { afterId, limit }: { readonly afterId: number; readonly limit: number },
  selfId: PeerId,
  signal: AbortSignal,
): Promise<Page<IncomingMessage>> {
  const messages: IncomingMessage[] = [];
  const peers: KnownPeer[] = [];
  for (let last = afterId; messages.length < limit; ) {
    // An offset counts what is older: the page that ends just above it is the one that follows `last`.
    const offset = { offsetId: last + 1, addOffset: -MOST, limit: MOST };
    const request = new Api.messages.GetHistory(pageOf(peer, offset));
    const answer: Api.messages.TypeMessages = await caller.invoke(request, signal);
    if (answer instanceof Api.messages.MessagesNotModified) break;
    const newer = answer.messages.filter(({ id }) => id > last).sort((a, b) => a.id - b.id);
    const end = newer.at(-1);
    if (!end) break;
    last = end.id;
    messages.push(...readMessages(newer, selfId));
    peers.push(...peersIn(answer.users, answer.chats));
  }
  return { messages: messages.slice(0, limit), peers };
}

function pageOf(
  peer: KnownPeer,
  offset: { readonly offsetId: number; readonly limit: number; readonly addOffset?: number },
) {
  const rest = { offsetDate: 0, maxId: 0, minId: 0, hash: returnBigInt(0) };
  return { peer: inputPeer(peer), addOffset: 0, ...offset, ...rest };
}

function historyMessage({
  messageId: id,
  at,
  own,
  senderId,
  text,
  topicId,
}: MessageFacts): HistoryMessage {
  return {
    id,
    at,
    own,
    text,
    ...(senderId === undefined ? {} : { senderId }),
    ...(topicId === undefined ? {} : { topicId }),
  };
}
