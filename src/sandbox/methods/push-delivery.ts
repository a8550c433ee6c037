import { setMaxListeners } from 'node:events';
import type { PeerId } from '../../core/peer.js';
import type { Faults } from '../faults/faults.js';
import type { TlObject, Wire } from '../rpc.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import type { World } from '../world/world.js';
import { passed } from './passed.js';
import { Cast } from './render/cast.js';
import { tlUpdates } from './render/update.js';

/** One update on its way. */
export interface Push {
  readonly name: string;
  readonly peer: PeerId | undefined;
  /** Whose pts it moves: the account's, or a channel's. */
  readonly sequence?: PeerId;
  /** @param long not in a short form, which has no room for `seq`. @default false */
  readonly updates: (long?: boolean) => TlObject;
}

/** Takes pushes to an account's sessions, the last stretch on which faults strike them. */
export class PushDelivery {
  readonly #world: World;
  readonly #wire: Wire;
  readonly #faults: Faults;
  readonly #ending = new AbortController();
  /** What waits for the next of its account and sequence. */
  readonly #held = new Map<string, (() => void)[]>();

  constructor(world: World, wire: Wire, faults: Faults) {
    this.#world = world;
    this.#wire = wire;
    this.#faults = faults;
    // Every late push listens to it.
    setMaxListeners(0, this.#ending.signal);
  }

  /** What is still on its way is lost. */
  stop(): void {
    this.#ending.abort();
  }

  deliver(userId: number, push: Push, except: bigint | undefined): void {
    const { name, peer, sequence } = push;
    const strike = this.#faults.strikePush({ name, account: userId, peer });
    const key = `${userId} ${sequence}`;
    switch (strike?.kind) {
      case 'push-lost':
        return;
      case 'push-late': {
        const updates = push.updates();
        void passed(this.#world.clock, strike.ms ?? 200, this.#ending.signal).then((due) => {
          if (due) this.#push(userId, updates, except);
        });
        return;
      }
      case 'push-swapped': {
        const updates = push.updates();
        const held = this.#held.get(key) ?? [];
        this.#held.set(key, [...held, () => this.#push(userId, updates, except)]);
        return;
      }
      case 'push-undecodable':
        this.#wire.pushUndecodable(userId, except);
        break;
      case 'push-seq-gap': {
        const seq = this.#world.advanceSeq(userId, 2);
        this.#push(userId, { ...push.updates(true), seq }, except);
        break;
      }
      case 'push-too-long':
        this.#push(userId, tooLong(this.#world, userId, push), except);
        break;
      case 'push-twice':
        this.#push(userId, push.updates(), except);
        this.#push(userId, push.updates(), except);
        break;
      case undefined:
        this.#push(userId, push.updates(), except);
    }
    const held = this.#held.get(key) ?? [];
    this.#held.delete(key);
    for (const release of held) release();
  }

  #push(userId: number, updates: TlObject, except: bigint | undefined): void {
    this.#wire.push(userId, updates, except);
    this.#faults.nextPush.happened(userId);
  }
}

function tooLong(world: World, userId: number, { peer }: Push): TlObject {
  if (peer === undefined || !isChannelPeer(peer)) return { _: 'updatesTooLong' };
  const { pts } = world.state.box(peer);
  const update = { _: 'updateChannelTooLong', channel_id: BigInt(bareId(peer)), pts };
  return tlUpdates(world, [update], new Cast(world, userId).add(peer));
}
