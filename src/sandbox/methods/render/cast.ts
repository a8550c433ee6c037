import type { PeerId } from '../../../core/peer.js';
import type { TlObject } from '../../rpc.js';
import { isUserPeer } from '../../world/peer-id.js';
import type { World } from '../../world/world.js';
import { tlChat } from './chat.js';
import { tlMinUser, tlUser } from './person.js';

/** Collects who and what an answer speaks of, for its `users` and `chats`. */
export class Cast {
  readonly #world: World;
  readonly #viewerId: number;
  readonly #peers = new Set<PeerId>();
  readonly #minimal = new Set<number>();

  constructor(world: World, viewerId: number) {
    this.#world = world;
    this.#viewerId = viewerId;
  }

  add(...peers: readonly (PeerId | undefined)[]): this {
    for (const peer of peers) if (peer !== undefined) this.#peers.add(peer);
    return this;
  }

  /** Strangers whom a push shows in the short form only. */
  addMinimal(userId: number): this {
    this.#minimal.add(userId);
    return this;
  }

  get users(): TlObject[] {
    const { state } = this.#world;
    const ids = new Set([...this.#peers, ...this.#minimal].filter(isUserPeer));
    return [...ids].flatMap((id) => {
      const person = state.persons.get(id);
      if (!person) return [];
      const full = this.#peers.has(id);
      return full
        ? tlUser(this.#world, this.#viewerId, person)
        : tlMinUser(this.#world, this.#viewerId, person);
    });
  }

  get chats(): TlObject[] {
    return [...this.#peers].flatMap((peer) => {
      const chat = isUserPeer(peer) ? undefined : this.#world.state.chats.get(peer);
      return chat ? tlChat(this.#world, this.#viewerId, chat) : [];
    });
  }
}
