import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer, PeerStore } from '../../../core/peers.js';

/** A peer store that ends with the process: for one connection that only asks something, and for tests. */
export class MemoryPeerStore implements PeerStore {
  readonly #peers = new Map<PeerId, KnownPeer>();

  async get(id: PeerId): Promise<KnownPeer | undefined> {
    return this.#peers.get(id);
  }

  async byUsername(username: string): Promise<KnownPeer | undefined> {
    const wanted = username.toLowerCase();
    return [...this.#peers.values()].find((peer) => peer.username?.toLowerCase() === wanted);
  }

  async save(peers: readonly KnownPeer[]): Promise<void> {
    for (const peer of peers) {
      const holder = peer.username && (await this.byUsername(peer.username));
      if (holder && holder.id !== peer.id) {
        const { username: _taken, ...rest } = holder;
        this.#peers.set(holder.id, rest);
      }
      this.#peers.set(peer.id, peer);
    }
  }
}
