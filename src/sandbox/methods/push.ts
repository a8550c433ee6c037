import type { Faults } from '../faults/faults.js';
import type { TlObject, Wire } from '../rpc.js';
import { memberIds } from '../world/access.js';
import type { Change } from '../world/apply.js';
import type { Box, LogEntry } from '../world/box.js';
import { peerFor } from '../world/message.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import type { World } from '../world/world.js';
import { type Push, PushDelivery } from './push-delivery.js';
import { Cast } from './render/cast.js';
import { tlUpdate, tlUpdates } from './render/update.js';
import { shortUpdate } from './short-update.js';

/** Tells everybody's sessions what happens, but not the session that did it. @returns how to stop. */
export function startPushing(world: World, wire: Wire, faults: Faults): () => void {
  const delivery = new PushDelivery(world, wire, faults);
  const stopWatching = world.watch((changes, cause) => {
    for (const change of changes) {
      for (const userId of watchersOf(world, change)) {
        if (wire.keysOf(userId).length === 0) continue;
        const push = pushOf(world, userId, change);
        const except = cause?.userId === userId ? cause.sessionId : undefined;
        if (push) delivery.deliver(userId, push, except);
      }
    }
  });
  return () => {
    stopWatching();
    delivery.stop();
  };
}

function watchersOf({ state }: World, change: Change): readonly number[] {
  if (change.kind !== 'log') return [change.userId];
  const { owner } = change.box;
  return isChannelPeer(owner) ? memberIds(state, owner) : [owner];
}

function pushOf(world: World, userId: number, change: Change): Push | undefined {
  if (change.kind === 'log') return logPush(world, userId, change.box, change.entry);
  const id = BigInt(bareId(change.peer));
  const channel = isChannelPeer(change.peer);
  const cast = new Cast(world, userId).add(change.peer);
  const update: TlObject =
    change.kind === 'readChannel'
      ? {
          _: 'updateReadChannelInbox',
          channel_id: id,
          max_id: change.maxId,
          still_unread_count: world.state.unread(userId, change.peer),
          pts: world.state.box(change.peer).pts,
        }
      : channel
        ? { _: 'updateChannel', channel_id: id }
        : { _: 'updateChat', chat_id: id };
  return {
    name: update._,
    peer: change.peer,
    updates: () => tlUpdates(world, [update], cast),
  };
}

function logPush(world: World, userId: number, box: Box, entry: LogEntry): Push | undefined {
  const strangers = new Cast(world, userId);
  const update = tlUpdate(world, userId, box, entry, strangers);
  if (!update) return undefined;
  const { peer, senderId } = aboutOf(world, userId, box, entry);
  return {
    name: update._,
    peer,
    sequence: box.owner,
    updates: (long = false) => {
      const short =
        entry.kind === 'new' && !long ? shortUpdate(world, userId, box, entry) : undefined;
      if (short) return short;
      if (senderId === undefined || !isStranger(world, userId, senderId)) {
        return tlUpdates(world, [update], strangers);
      }
      const cast = new Cast(world, userId).add(peer).addMinimal(senderId);
      return tlUpdates(world, [update], cast);
    },
  };
}

/** In which chat an entry lies, and which person spoke in a supergroup. */
function aboutOf({ state }: World, userId: number, box: Box, entry: LogEntry) {
  if (entry.kind !== 'new' && entry.kind !== 'edit') {
    return { peer: isChannelPeer(box.owner) ? box.owner : undefined, senderId: undefined };
  }
  const message = state.message(box.numberOf(entry.id));
  if (!message) return { peer: undefined, senderId: undefined };
  const spoke = isChannelPeer(message.peer) && message.from > 0 && message.from !== userId;
  const plain = !message.origin && !message.action;
  return { peer: peerFor(message, userId), senderId: spoke && plain ? message.from : undefined };
}

/** Telegram shows people in the short form to those who never had to do with them. */
function isStranger({ state }: World, userId: number, otherId: number): boolean {
  const known = state.persons.get(userId)?.contacts.includes(otherId) ?? false;
  return !known && state.box(userId).idsOf(otherId).length === 0;
}
