import { Api } from 'telegram/tl/index.js';
import type { Incoming } from '../../../core/incoming.js';
import type { PeerId } from '../../../core/peer.js';
import type { Sequence, Update } from '../../../core/updates.js';
import { channelPeerId } from '../peers/peer-ids.js';
import { readMessage } from './messages.js';

/**
 * One of Telegram's updates in the port's words. Whatever stands in a sequence moves it, also when nobody
 * listens for it; all else that nobody listens for is undefined.
 * @see https://core.telegram.org/api/updates#message-related-event-sequences
 */
export function updateOf(update: Api.TypeUpdate, selfId: PeerId): Update | undefined {
  if (update instanceof Api.UpdateMessageID) {
    const { id, randomId } = update;
    if (!randomId) return undefined;
    return { kind: 'message-id', randomId: BigInt(randomId.toString()), messageId: id };
  }
  if (update instanceof Api.UpdateChannelTooLong) {
    return { kind: 'channel-too-long', channel: channelPeerId(update.channelId) };
  }
  // As a place in a sequence, 0 stands for none.
  if ('qts' in update && update.qts) {
    return { kind: 'sequenced', sequence: { of: 'qts' }, pts: update.qts, count: 1 };
  }
  if (!('pts' in update) || !update.pts) return undefined;
  const sequence = sequenceOf(update);
  if (!sequence) return undefined;
  const incoming = incomingOf(update, selfId);
  return {
    kind: 'sequenced',
    sequence,
    pts: update.pts,
    // Without a count it only tells where the sequence stands, as the read mark of a channel does.
    count: 'ptsCount' in update ? update.ptsCount : 0,
    ...(incoming ? { incoming } : {}),
  };
}

/** The updates of a list that somebody may listen for or that move a sequence, in its order. */
export function updatesOf(updates: readonly Api.TypeUpdate[], selfId: PeerId): readonly Update[] {
  return updates.map((update) => updateOf(update, selfId)).filter((update) => update !== undefined);
}

/** Channels and supergroups have a sequence of their own. */
export function channelSequence(channelId: Parameters<typeof channelPeerId>[0]): Sequence {
  return { of: 'channel', channel: channelPeerId(channelId) };
}

/** @returns undefined for a channel's message that is empty and does not name the channel */
function sequenceOf(update: Extract<Api.TypeUpdate, { pts?: number }>): Sequence | undefined {
  if ('channelId' in update) return channelSequence(update.channelId);
  if (!isOfChannel(update)) return { of: 'pts' };
  const { peerId } = update.message;
  return peerId instanceof Api.PeerChannel ? channelSequence(peerId.channelId) : undefined;
}

function isOfChannel(
  update: Api.TypeUpdate,
): update is Api.UpdateNewChannelMessage | Api.UpdateEditChannelMessage {
  return (
    update instanceof Api.UpdateNewChannelMessage || update instanceof Api.UpdateEditChannelMessage
  );
}

function incomingOf(update: Api.TypeUpdate, selfId: PeerId): Incoming | undefined {
  if (update instanceof Api.UpdateNewMessage || update instanceof Api.UpdateNewChannelMessage) {
    const facts = readMessage(update.message, selfId);
    return facts && { kind: 'message', ...facts };
  }
  if (update instanceof Api.UpdateEditMessage || update instanceof Api.UpdateEditChannelMessage) {
    const { message } = update;
    const facts = readMessage(message, selfId);
    if (!facts || !(message instanceof Api.Message)) return undefined;
    return { kind: 'edit', ...facts, editedAt: (message.editDate ?? message.date) * 1_000 };
  }
  if (update instanceof Api.UpdateDeleteMessages) {
    return { kind: 'deletion', messageIds: update.messages };
  }
  if (update instanceof Api.UpdateDeleteChannelMessages) {
    const { channelId, messages } = update;
    return { kind: 'deletion', peer: channelPeerId(channelId), messageIds: messages };
  }
  return undefined;
}
