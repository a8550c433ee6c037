import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';
import { membership } from '../world/access.js';
import { isChannelPeer } from '../world/peer-id.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import type { Cast } from './render/cast.js';
import { tlPeer } from './render/chat.js';
import { tlMessage } from './render/message.js';

/** A line in somebody's list of chats. */
export interface DialogLine {
  readonly peer: PeerId;
  readonly topId: number;
  /** Of the last message. */
  readonly atMs: number;
}

/** The chats of an account, the liveliest first. */
export function dialogLines({ state }: World, person: Person): DialogLine[] {
  const own = [...state.box(person.id).peers];
  const joined = [...state.chats.keys()].filter(
    (peer) => isChannelPeer(peer) && membership(state, peer, person.id),
  );
  const lines = [...own, ...joined].flatMap((peer) => {
    const box = state.boxFor(peer, person.id);
    const topId = box.idsOf(peer).at(-1);
    const top = topId === undefined ? undefined : state.message(box.numberOf(topId));
    return topId !== undefined && top ? [{ peer, topId, atMs: top.atMs }] : [];
  });
  return lines.sort((a, b) => b.atMs - a.atMs || b.peer - a.peer);
}

export function tlDialog(world: World, person: Person, peer: PeerId): TlObject {
  const { state } = world;
  const box = state.boxFor(peer, person.id);
  return {
    _: 'dialog',
    peer: tlPeer(peer),
    top_message: box.idsOf(peer).at(-1) ?? 0,
    read_inbox_max_id: state.readInbox(person.id, peer),
    read_outbox_max_id: state.readOutbox(person.id, peer),
    unread_count: state.unread(person.id, peer),
    unread_mentions_count: 0,
    unread_reactions_count: 0,
    notify_settings: { _: 'peerNotifySettings' },
    ...(isChannelPeer(peer) ? { pts: box.pts } : {}),
  };
}

/** The last message of a chat, as lists of dialogs carry it. */
export function tlTopMessage(world: World, person: Person, peer: PeerId, cast: Cast): TlObject[] {
  cast.add(peer);
  const box = world.state.boxFor(peer, person.id);
  const id = box.idsOf(peer).at(-1);
  const message = id === undefined ? undefined : world.state.message(box.numberOf(id));
  return id !== undefined && message ? [tlMessage(world, person.id, message, id, cast)] : [];
}
