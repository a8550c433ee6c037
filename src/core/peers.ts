import type { Peer, PeerId } from './peer.js';

/** A peer with the access hash that this account was given for it: what a call to Telegram needs. */
export interface KnownPeer extends Peer {
  /** Null for basic groups, which need none. Signed 64 bits. */
  readonly accessHash: bigint | null;
}

/** What one account knows of people and chats, kept over restarts. */
export interface PeerStore {
  get(id: PeerId): Promise<KnownPeer | undefined>;
  /** @param username without `@`; case does not count */
  byUsername(username: string): Promise<KnownPeer | undefined>;
  /**
   * Adds or replaces all of them. A username belongs to one peer: whoever held one of the given
   * usernames before loses it.
   */
  save(peers: readonly KnownPeer[]): Promise<void>;
}
