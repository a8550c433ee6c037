import type { PeerId } from '../../core/peer.js';

const CHANNEL_BASE = 1_000_000_000_000;

/** The marked id of a supergroup or channel, e.g. 1500000001 → -1001500000001. */
export const channelPeer = (channelId: number): PeerId => -(CHANNEL_BASE + channelId);

/** The marked id of a basic group. */
export const groupPeer = (groupId: number): PeerId => -groupId;

/** Does the marked id name a supergroup or channel? */
export const isChannelPeer = (peer: PeerId): boolean => peer < -CHANNEL_BASE;

/** Does the marked id name a person? */
export const isUserPeer = (peer: PeerId): boolean => peer > 0;

/** The id as MTProto writes it, without the mark. */
export function bareId(peer: PeerId): number {
  if (peer > 0) return peer;
  return isChannelPeer(peer) ? -peer - CHANNEL_BASE : -peer;
}
