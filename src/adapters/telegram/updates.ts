import { Api } from 'telegram/tl/index.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { PeerId } from '../../core/peer.js';
import type { KnownPeer } from '../../core/peers.js';
import { type ReadMessage, readMessage, topicOf } from './messages.js';
import { groupPeerId, userPeerId } from './peer-ids.js';
import { peersIn } from './peers.js';

/** What one push from Telegram brings. */
export interface Heard {
  /** In order of arrival. */
  readonly incoming: readonly IncomingMessage[];
  readonly peers: readonly KnownPeer[];
}

/** Reads a push. Pushes are hints: what they leave out (gaps, `updatesTooLong`) is not made up for here. */
export function heardIn(updates: Api.TypeUpdates, selfId: PeerId): Heard {
  if (updates instanceof Api.Updates || updates instanceof Api.UpdatesCombined) {
    return {
      incoming: updates.updates.flatMap((update) => incomingOf(update, selfId)),
      peers: peersIn(updates.users, updates.chats),
    };
  }
  if (updates instanceof Api.UpdateShort) {
    return { incoming: incomingOf(updates.update, selfId), peers: [] };
  }
  if (updates instanceof Api.UpdateShortMessage) {
    const peer = userPeerId(updates.userId);
    const senderId = updates.out ? selfId : peer;
    return { incoming: [shortMessage(updates, peer, senderId)], peers: [] };
  }
  if (updates instanceof Api.UpdateShortChatMessage) {
    const senderId = userPeerId(updates.fromId);
    return { incoming: [shortMessage(updates, groupPeerId(updates.chatId), senderId)], peers: [] };
  }
  return { incoming: [], peers: [] };
}

function incomingOf(update: Api.TypeUpdate, selfId: PeerId): IncomingMessage[] {
  const isMessage =
    update instanceof Api.UpdateNewMessage || update instanceof Api.UpdateNewChannelMessage;
  const message = isMessage ? readMessage(update.message, selfId) : undefined;
  return message ? [toIncoming(message)] : [];
}

function toIncoming({ id, ...rest }: ReadMessage): IncomingMessage {
  return { kind: 'message', messageId: id, ...rest };
}

function shortMessage(
  message: Api.UpdateShortMessage | Api.UpdateShortChatMessage,
  peer: PeerId,
  senderId: PeerId,
): IncomingMessage {
  const topicId = topicOf(message.replyTo);
  return {
    kind: 'message',
    peer,
    messageId: message.id,
    at: message.date * 1_000,
    own: message.out === true,
    senderId,
    text: message.message,
    ...(topicId === undefined ? {} : { topicId }),
  };
}
