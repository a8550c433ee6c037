import type { PeerId } from '../../core/peer.js';
import { RpcError, type TlObject } from '../rpc.js';
import { accessHash, canView } from '../world/access.js';
import type { Chat } from '../world/chat.js';
import { channelPeer, groupPeer } from '../world/peer-id.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { longField, numberField, objectField } from './fields.js';

/** The peer that an InputPeer names. @throws RpcError when the caller does not hold its key. */
export function inputPeer(world: World, viewer: Person, input: TlObject): PeerId {
  switch (input._) {
    case 'inputPeerSelf':
      return viewer.id;
    case 'inputPeerUser':
    case 'inputPeerUserFromMessage':
      return inputUser(world, viewer, input).id;
    case 'inputPeerChat':
      return inputGroup(world, viewer, longField(input, 'chat_id')).peer;
    case 'inputPeerChannel':
    case 'inputPeerChannelFromMessage':
      return inputChannel(world, viewer, input).peer;
    default:
      throw new RpcError(400, 'PEER_ID_INVALID');
  }
}

/** The person that an InputUser or InputPeerUser names. */
export function inputUser(world: World, viewer: Person, input: TlObject): Person {
  if (input._ === 'inputUserSelf' || input._ === 'inputPeerSelf') return viewer;
  if (typeof input.user_id !== 'bigint') throw new RpcError(400, 'PEER_ID_INVALID');
  const person = world.state.persons.get(Number(input.user_id));
  if (!person) throw new RpcError(400, 'PEER_ID_INVALID');
  const known = input._.endsWith('FromMessage')
    ? wroteThere(world, viewer, input, person.id)
    : holdsKey(world, viewer, person, longField(input, 'access_hash'));
  if (!known) throw new RpcError(400, 'PEER_ID_INVALID');
  return person;
}

function holdsKey(world: World, viewer: Person, person: Person, hash: bigint): boolean {
  if (person.id === viewer.id || hash === accessHash(world, viewer.id, person.id)) return true;
  return hash === 0n && viewer.botToken !== undefined;
}

/** A `min` user is named by a message of theirs that the viewer can see. */
function wroteThere(world: World, viewer: Person, input: TlObject, userId: number): boolean {
  const peer = inputPeer(world, viewer, objectField(input, 'peer'));
  return world.state.messageAt(peer, viewer.id, numberField(input, 'msg_id'))?.from === userId;
}

/** The supergroup or channel that an InputChannel or InputPeerChannel names, if the viewer may see it. */
export function inputChannel(world: World, viewer: Person, input: TlObject): Chat {
  if (typeof input.channel_id !== 'bigint') throw new RpcError(400, 'CHANNEL_INVALID');
  const chat = world.state.chats.get(channelPeer(Number(input.channel_id)));
  const byBot = viewer.botToken !== undefined && input.access_hash === 0n;
  const byMessage = input._.endsWith('FromMessage');
  if (!chat || !(byBot || byMessage || holdsChannelKey(world, viewer, chat, input))) {
    throw new RpcError(400, 'CHANNEL_INVALID');
  }
  if (!canView(world.state, chat, viewer.id)) throw new RpcError(400, 'CHANNEL_PRIVATE');
  return chat;
}

function holdsChannelKey(world: World, viewer: Person, chat: Chat, input: TlObject): boolean {
  return input.access_hash === accessHash(world, viewer.id, chat.peer);
}

/** The basic group with this id, if the viewer is in it. */
export function inputGroup(world: World, viewer: Person, chatId: bigint): Chat {
  const chat = world.state.chats.get(groupPeer(Number(chatId)));
  if (!chat || !canView(world.state, chat, viewer.id)) throw new RpcError(400, 'CHAT_ID_INVALID');
  return chat;
}

/** The peer that a call is about, without asking for keys: what faults filter by. */
export function peerOfCall(call: TlObject): PeerId | undefined {
  for (const field of ['peer', 'to_peer', 'channel', 'id', 'user_id']) {
    const input = call[field];
    if (typeof input !== 'object' || !('_' in input)) continue;
    if (typeof input.channel_id === 'bigint') return channelPeer(Number(input.channel_id));
    if (typeof input.chat_id === 'bigint') return groupPeer(Number(input.chat_id));
    if (typeof input.user_id === 'bigint') return Number(input.user_id);
  }
  return undefined;
}
