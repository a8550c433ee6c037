import { Api } from 'telegram/tl/index.js';
import type { HistoryMessage } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import { peerIdOf } from './peer-ids.js';

/** A message as history and updates share it, with the chat that it is in. */
export interface ReadMessage extends HistoryMessage {
  readonly peer: PeerId;
}

/**
 * What a message says. Service messages (joins, pins) and deleted ones say nothing: undefined.
 * @param selfId the account, whose own messages are marked
 */
export function readMessage(message: Api.TypeMessage, selfId: PeerId): ReadMessage | undefined {
  if (!(message instanceof Api.Message)) return undefined;
  const { id, date, message: text, peerId, fromId, out, replyTo } = message;
  const peer = peerIdOf(peerId);
  const senderId = senderOf(fromId, out === true, peer, selfId);
  const topicId = topicOf(replyTo);
  return {
    peer,
    id,
    at: date * 1_000,
    own: out === true || senderId === selfId,
    text,
    ...(senderId === undefined ? {} : { senderId }),
    ...(topicId === undefined ? {} : { topicId }),
  };
}

/** Private chats leave the sender out where it is plain; channel posts have none. */
function senderOf(
  fromId: Api.TypePeer | undefined,
  out: boolean,
  peer: PeerId,
  selfId: PeerId,
): PeerId | undefined {
  if (fromId) return peerIdOf(fromId);
  if (out) return selfId;
  return peer > 0 ? peer : undefined;
}

/**
 * The id of a topic is that of its first message. In the general topic, replies name none.
 * @see https://core.telegram.org/api/forum
 */
export function topicOf(replyTo: Api.TypeMessageReplyHeader | undefined): number | undefined {
  if (!(replyTo instanceof Api.MessageReplyHeader) || !replyTo.forumTopic) return undefined;
  return replyTo.replyToTopId ?? replyTo.replyToMsgId;
}
