import type { TlObject } from '../rpc.js';
import type { Box, LogEntry } from '../world/box.js';
import { peerFor } from '../world/message.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import type { World } from '../world/world.js';
import { objectField } from './fields.js';
import { Cast } from './render/cast.js';
import { tlMessage } from './render/message.js';

/**
 * Plain words from somebody known travel without their people, in private chats and basic groups.
 * @returns undefined where the long form is needed.
 */
export function shortUpdate(
  world: World,
  viewerId: number,
  box: Box,
  entry: LogEntry & { readonly kind: 'new' | 'edit' },
): TlObject | undefined {
  const message = world.state.message(box.numberOf(entry.id));
  if (!message || isChannelPeer(message.peer)) return undefined;
  if (message.media || message.origin || message.action) return undefined;
  const peer = peerFor(message, viewerId);
  const out = message.from === viewerId;
  if (box.idsOf(peer).length < 2 || (peer < 0 && !out && !knows(world, box, peer, message.from))) {
    return undefined;
  }
  const full = tlMessage(world, viewerId, message, entry.id, new Cast(world, viewerId));
  const common = {
    ...(out ? { out: true } : {}),
    ...(full.mentioned ? { mentioned: true } : {}),
    id: entry.id,
    message: message.text,
    pts: entry.pts,
    pts_count: entry.count,
    date: Math.floor(message.atMs / 1_000),
    ...(full.reply_to ? { reply_to: objectField(full, 'reply_to') } : {}),
    ...(message.entities.length > 0 ? { entities: message.entities } : {}),
  };
  const id = BigInt(bareId(peer));
  return peer > 0
    ? { _: 'updateShortMessage', ...common, user_id: id }
    : { _: 'updateShortChatMessage', ...common, from_id: BigInt(message.from), chat_id: id };
}

/** Has this person spoken in the group before, so that the viewer has met them? */
function knows({ state }: World, box: Box, peer: number, senderId: number): boolean {
  const ids = box.idsOf(peer);
  return ids.some(
    (id, at) => at < ids.length - 1 && state.message(box.numberOf(id))?.from === senderId,
  );
}
