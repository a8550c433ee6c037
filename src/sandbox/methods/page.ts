import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';
import type { Message } from '../world/message.js';
import { isChannelPeer } from '../world/peer-id.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { optionalNumber } from './fields.js';
import { Cast } from './render/cast.js';
import { tlMessage } from './render/message.js';

/** Telegram gives at most a hundred messages at once. */
const MOST_MESSAGES = 100;

/** A message with the id that a viewer knows it by. */
export interface Found {
  readonly id: number;
  readonly message: Message;
}

/** The message behind one of the viewer's ids. */
function found(world: World, viewer: Person, peer: PeerId, id: number): Found | undefined {
  const message = world.state.messageAt(peer, viewer.id, id);
  return message && { id, message };
}

/** All messages of a chat that a viewer has, oldest first. */
export function messagesOf(world: World, viewer: Person, peer: PeerId): Found[] {
  const ids = world.state.boxFor(peer, viewer.id).idsOf(peer);
  return ids.flatMap((id) => found(world, viewer, peer, id) ?? []);
}

/** The page of a chat's whole history that a call asks for, newest first; cheap in long chats too. */
export function historyPage(
  world: World,
  viewer: Person,
  peer: PeerId,
  call: TlObject,
): { readonly part: readonly Found[]; readonly count: number } {
  const ids = world.state.boxFor(peer, viewer.id).idsOf(peer);
  const seen = (id: number) => found(world, viewer, peer, id);
  const part = cut(call, ids, (id) => ({ id, atMs: seen(id)?.message.atMs ?? 0 }));
  return { part: part.flatMap((id) => seen(id) ?? []), count: ids.length };
}

/** The page of some messages (oldest first) that a call asks for, newest first. */
export function page(call: TlObject, messages: readonly Found[]): readonly Found[] {
  return cut(call, messages, ({ id, message }) => ({ id, atMs: message.atMs }));
}

/**
 * What offset_id, offset_date, add_offset, limit, max_id and min_id choose out of a list.
 * @see https://core.telegram.org/api/offsets
 */
function cut<T>(
  call: TlObject,
  list: readonly T[],
  keys: (item: T) => { readonly id: number; readonly atMs: number },
): T[] {
  const number = (field: string) => optionalNumber(call, field) ?? 0;
  const offsetId = number('offset_id');
  const offsetMs = number('offset_date') * 1_000;
  const isBefore = (item: T): boolean => {
    if (offsetId !== 0) return keys(item).id < offsetId;
    return offsetMs === 0 || keys(item).atMs < offsetMs;
  };
  const end = list.findLastIndex(isBefore) + 1 - number('add_offset');
  const limit = Math.max(0, Math.min(number('limit'), MOST_MESSAGES));
  const [maxId, minId] = [number('max_id'), number('min_id')];
  return list
    .slice(Math.max(0, end - limit), Math.max(0, end))
    .filter((item) => (maxId === 0 || keys(item).id < maxId) && keys(item).id > minId)
    .reverse();
}

/** A page of messages in the form that fits the chat: whole, slice, or a channel's. */
export function tlMessages(
  world: World,
  viewer: Person,
  peer: PeerId,
  part: readonly Found[],
  count: number,
): TlObject {
  const cast = new Cast(world, viewer.id).add(peer);
  const messages = part.map(({ id, message }) => tlMessage(world, viewer.id, message, id, cast));
  const content = { messages, users: cast.users, chats: cast.chats };
  if (isChannelPeer(peer)) {
    const { pts } = world.state.box(peer);
    return { _: 'messages.channelMessages', pts, count, topics: [], ...content };
  }
  return part.length === count
    ? { _: 'messages.messages', ...content }
    : { _: 'messages.messagesSlice', count, ...content };
}
