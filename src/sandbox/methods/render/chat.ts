import type { PeerId } from '../../../core/peer.js';
import type { TlObject } from '../../rpc.js';
import { accessHash, canView, memberIds, membership } from '../../world/access.js';
import type { Chat, Member, Right } from '../../world/chat.js';
import { bareId, isChannelPeer } from '../../world/peer-id.js';
import type { World } from '../../world/world.js';

/** A peer as MTProto writes it. */
export function tlPeer(peer: PeerId): TlObject {
  const id = BigInt(bareId(peer));
  if (peer > 0) return { _: 'peerUser', user_id: id };
  return isChannelPeer(peer)
    ? { _: 'peerChannel', channel_id: id }
    : { _: 'peerChat', chat_id: id };
}

/** A chat as one viewer sees it: with its content, or forbidden. */
export function tlChat(world: World, viewerId: number, chat: Chat): TlObject {
  if (!canView(world.state, chat, viewerId)) return forbidden(world, viewerId, chat);
  return chat.kind === 'group' ? group(world, viewerId, chat) : channel(world, viewerId, chat);
}

const seconds = (ms: number) => Math.floor(ms / 1_000);

function forbidden(world: World, viewerId: number, chat: Chat): TlObject {
  const id = BigInt(bareId(chat.peer));
  if (chat.kind === 'group') return { _: 'chatForbidden', id, title: chat.title };
  const access_hash = accessHash(world, viewerId, chat.peer);
  return { _: 'channelForbidden', ...kindFlags(chat), id, access_hash, title: chat.title };
}

function kindFlags(chat: Chat): { readonly [flag: string]: boolean } {
  return chat.kind === 'channel' ? { broadcast: true } : { megagroup: true };
}

function group(world: World, viewerId: number, chat: Chat): TlObject {
  const member = membership(world.state, chat.peer, viewerId);
  return {
    _: 'chat',
    id: BigInt(bareId(chat.peer)),
    title: chat.title,
    photo: { _: 'chatPhotoEmpty' },
    participants_count: memberIds(world.state, chat.peer).length,
    date: seconds(chat.createdAtMs),
    version: 1,
    ...commonFlags(chat, member),
  };
}

function commonFlags(
  chat: Chat,
  member: Member | undefined,
): { readonly [flag: string]: TlObject | true } {
  return {
    ...(member?.role === 'creator' ? { creator: true } : {}),
    ...(member ? {} : { left: true }),
    ...(chat.protected ? { noforwards: true } : {}),
    ...(member?.role === 'creator' || member?.role === 'admin'
      ? { admin_rights: ADMIN_RIGHTS }
      : {}),
    default_banned_rights: bannedRights(chat.forbidden),
  };
}

function channel(world: World, viewerId: number, chat: Chat): TlObject {
  const member = membership(world.state, chat.peer, viewerId);
  const personal = member?.forbidden ?? [];
  return {
    _: 'channel',
    ...kindFlags(chat),
    id: BigInt(bareId(chat.peer)),
    access_hash: accessHash(world, viewerId, chat.peer),
    title: chat.title,
    photo: { _: 'chatPhotoEmpty' },
    date: seconds(member?.joinedAtMs ?? chat.createdAtMs),
    participants_count: memberIds(world.state, chat.peer).length,
    ...commonFlags(chat, member),
    ...(chat.username ? { username: chat.username } : {}),
    ...(chat.linked === undefined ? {} : { has_link: true }),
    ...(chat.slowModeSeconds > 0 ? { slowmode_enabled: true } : {}),
    ...(chat.joinToSend ? { join_to_send: true } : {}),
    ...(chat.joinRequest ? { join_request: true } : {}),
    ...(chat.forum ? { forum: true } : {}),
    ...(personal.length > 0 ? { banned_rights: bannedRights(personal) } : {}),
  };
}

/** What is forbidden, for ever. */
export function bannedRights(rights: readonly Right[]): TlObject {
  const flags = Object.fromEntries(rights.map((right) => [right, true as const]));
  return { _: 'chatBannedRights', ...flags, until_date: 2 ** 31 - 1 };
}

export const ADMIN_RIGHTS: TlObject = {
  _: 'chatAdminRights',
  change_info: true,
  post_messages: true,
  edit_messages: true,
  delete_messages: true,
  ban_users: true,
  invite_users: true,
  pin_messages: true,
  other: true,
};
