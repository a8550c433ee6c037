import type { PeerId } from '../../core/peer.js';
import type { Chat, Member } from './chat.js';
import { bareId, isChannelPeer } from './peer-id.js';
import { hash64 } from './seeded.js';
import type { State } from './state.js';
import type { World } from './world.js';

/** The key to a peer that one viewer holds; another viewer's does not open it. */
export const accessHash = (world: World, viewerId: number, peer: PeerId): bigint =>
  hash64(world.seed, 'access', viewerId, peer);

/** The hash in a `min` user: good for pictures, not for writing. */
export const minAccessHash = (world: World, viewerId: number, userId: number): bigint =>
  hash64(world.seed, 'min', viewerId, userId);

/** The membership of somebody who has not been kicked. */
export function membership(state: State, peer: PeerId, userId: number): Member | undefined {
  const member = state.members(peer).get(userId);
  return member?.role === 'kicked' ? undefined : member;
}

/** Somebody whom the chat's restrictions do not bind. */
export function isAdmin(state: State, peer: PeerId, userId: number): boolean {
  const role = membership(state, peer, userId)?.role;
  return role === 'creator' || role === 'admin';
}

/** May this person see the chat's messages? */
export function canView(state: State, chat: Chat, userId: number): boolean {
  const member = state.members(chat.peer).get(userId);
  if (member) return member.role !== 'kicked' && !member.forbidden.includes('view_messages');
  if (!isChannelPeer(chat.peer)) return false;
  return isPublic(state, chat) || discussesFor(state, chat, userId);
}

/** Who is in a private channel may read what is said under its posts. */
function discussesFor(state: State, { kind, linked }: Chat, userId: number): boolean {
  return kind === 'supergroup' && linked !== undefined && !!membership(state, linked, userId);
}

/** A discussion group is as public as its channel. */
export function isPublic(state: State, chat: Chat): boolean {
  if (chat.username) return true;
  const linked = chat.linked === undefined ? undefined : state.chats.get(chat.linked);
  return chat.kind === 'supergroup' && linked?.username !== undefined;
}

/** The people in a chat, kicked ones not among them. */
export function memberIds(state: State, peer: PeerId): number[] {
  const members = [...state.members(peer).values()];
  return members.filter(({ role }) => role !== 'kicked').map(({ userId }) => userId);
}

/** How a t.me link or a person names the peer; for logs and errors. */
export function nameOf(state: State, peer: PeerId): string {
  if (peer > 0) {
    const person = state.persons.get(peer);
    return person?.username ? `@${person.username}` : (person?.firstName ?? `user ${peer}`);
  }
  const chat = state.chats.get(peer);
  return chat?.username ? `@${chat.username}` : (chat?.title ?? `chat ${bareId(peer)}`);
}
