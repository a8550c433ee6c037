import { Api } from 'telegram/tl/index.js';
import type { PeerId } from '../../../core/peer.js';

/** Supergroups and channels are marked by this added to their id, and the whole made negative. */
const CHANNEL_MARK = 1_000_000_000_000;

type Long = Api.PeerUser['userId'];

/** GramJS's number as one of JavaScript; Telegram's ids keep to 52 bits. */
export function safe(id: Long): number {
  return Number(id.toString());
}

/** How the Bot API marks a peer. */
export function peerIdOf(peer: Api.TypePeer): PeerId {
  if (peer instanceof Api.PeerUser) return userPeerId(peer.userId);
  if (peer instanceof Api.PeerChat) return groupPeerId(peer.chatId);
  return channelPeerId(peer.channelId);
}

export function userPeerId(id: Long): PeerId {
  return safe(id);
}

export function groupPeerId(id: Long): PeerId {
  return -safe(id);
}

export function channelPeerId(id: Long): PeerId {
  return -(CHANNEL_MARK + safe(id));
}

/** The id without its mark, as Telegram's calls want it. */
export function bareId(id: PeerId): number {
  if (id >= 0) return id;
  return id < -CHANNEL_MARK ? -id - CHANNEL_MARK : -id;
}

/** Basic groups need no access hash: their ids alone lie between the other two ranges. */
export function isBasicGroup(id: PeerId): boolean {
  return id < 0 && id > -CHANNEL_MARK;
}
