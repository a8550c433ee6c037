import { Api } from 'telegram/tl/index.js';
import type { IncomingMessage, MessageFacts } from '../../../core/incoming.js';
import type { PeerId } from '../../../core/peer.js';
import { groupPeerId, peerIdOf, userPeerId } from '../peers/peer-ids.js';
import { mediaOf } from './message-media.js';

/**
 * What a message says. Service messages (joins, pins) and deleted ones say nothing: undefined.
 * @param selfId the account, whose own messages are marked
 */
export function readMessage(message: Api.TypeMessage, selfId: PeerId): MessageFacts | undefined {
  if (!(message instanceof Api.Message)) return undefined;
  const { id, date, message: text, peerId, fromId, out, groupedId } = message;
  const peer = peerIdOf(peerId);
  const senderId = senderOf(fromId, out === true, peer, selfId);
  const media = mediaOf(message.media);
  return {
    peer,
    messageId: id,
    at: date * 1_000,
    own: out === true || senderId === selfId,
    text,
    ...(senderId === undefined ? {} : { senderId }),
    ...repliedTo(message.replyTo, peer),
    ...(message.mentioned ? { mentioned: true } : {}),
    ...(media ? { media } : {}),
    ...(groupedId ? { albumId: groupedId.toString() } : {}),
  };
}

/** The messages of a list that say something, in its order. */
export function readMessages(
  messages: readonly Api.TypeMessage[],
  selfId: PeerId,
): readonly IncomingMessage[] {
  return messages.flatMap((message) => {
    const facts = readMessage(message, selfId);
    return facts ? [{ kind: 'message', ...facts }] : [];
  });
}

/** What the short forms for private chats and basic groups say. */
export function readShortMessage(
  message: Api.UpdateShortMessage | Api.UpdateShortChatMessage,
  selfId: PeerId,
): IncomingMessage {
  const inGroup = message instanceof Api.UpdateShortChatMessage;
  const peer = inGroup ? groupPeerId(message.chatId) : userPeerId(message.userId);
  const other = inGroup ? userPeerId(message.fromId) : peer;
  const senderId = message.out ? selfId : other;
  return {
    kind: 'message',
    peer,
    messageId: message.id,
    at: message.date * 1_000,
    own: senderId === selfId,
    senderId,
    text: message.message,
    ...repliedTo(message.replyTo, peer),
    ...(message.mentioned ? { mentioned: true } : {}),
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
 * The id of a topic is that of its first message, which every message of it names; only when it names the
 * topic beside does it reply to another message. In the general topic, replies name no topic.
 * @see https://core.telegram.org/api/forum
 */
function repliedTo(
  header: Api.TypeMessageReplyHeader | undefined,
  peer: PeerId,
): Pick<MessageFacts, 'topicId' | 'replyToId'> {
  if (!(header instanceof Api.MessageReplyHeader)) return {};
  // GramJS reads what is absent as null.
  const messageId = header.replyToMsgId ?? undefined;
  const topId = header.replyToTopId ?? undefined;
  const { forumTopic, replyToPeerId } = header;
  const topicId = forumTopic ? (topId ?? messageId) : undefined;
  const elsewhere = replyToPeerId ? peerIdOf(replyToPeerId) !== peer : false;
  const onlyTopic = forumTopic === true && topId === undefined;
  const replyToId = elsewhere || onlyTopic ? undefined : messageId;
  return {
    ...(topicId === undefined ? {} : { topicId }),
    ...(replyToId === undefined ? {} : { replyToId }),
  };
}
