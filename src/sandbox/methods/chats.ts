import { RpcError, type TlObject } from '../rpc.js';
import { canView, memberIds, membership } from '../world/access.js';
import type { Chat } from '../world/chat.js';
import { join, leave } from '../world/join.js';
import { bareId, groupPeer } from '../world/peer-id.js';
import type { World } from '../world/world.js';
import { longField, longsField, objectField, textField } from './fields.js';
import type { Caller, Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { tlChat } from './render/chat.js';
import { inputGroup, inputUser } from './resolve.js';
import { mark, updatesSince } from './sent.js';

/** Basic groups, and invite links of all chats. */
export function registerChats(methods: Methods, services: Services): void {
  const { world } = services;

  methods.on('messages.getChats', (call, { person }) => ({
    _: 'messages.chats',
    chats: longsField(call, 'id').map((id) => {
      const chat = world.state.chats.get(groupPeer(Number(id)));
      if (!chat) throw new RpcError(400, 'CHAT_ID_INVALID');
      return tlChat(world, person.id, chat);
    }),
  }));

  methods.on('messages.getFullChat', (call, { person }) => {
    const chat = inputGroup(world, person, longField(call, 'chat_id'));
    const ids = memberIds(world.state, chat.peer);
    const { users, chats } = new Cast(world, person.id).add(chat.peer, ...ids);
    return { _: 'messages.chatFull', full_chat: fullGroup(world, chat), chats, users };
  });

  methods.on('messages.deleteChatUser', (call, caller) => {
    const chat = inputGroup(world, caller.person, longField(call, 'chat_id'));
    const user = inputUser(world, caller.person, objectField(call, 'user_id'));
    if (user.id !== caller.person.id) throw new RpcError(400, 'CHAT_ADMIN_REQUIRED');
    const since = mark(services, caller, chat.peer);
    const refused = leave(world, caller.person, chat, caller.cause);
    if (refused) throw new RpcError(refused.code, refused.text);
    return updatesSince(services, caller, since);
  });

  methods.on('messages.checkChatInvite', (call, { person }) => {
    const chat = byInvite(world, textField(call, 'hash'));
    if (membership(world.state, chat.peer, person.id)) {
      return { _: 'chatInviteAlready', chat: tlChat(world, person.id, chat) };
    }
    return invite(world, chat);
  });

  methods.on('messages.importChatInvite', (call, caller) => {
    return joined(services, caller, byInvite(world, textField(call, 'hash')), true);
  });
}

/** Joins, and answers as joinChannel and importChatInvite do. */
export function joined(services: Services, caller: Caller, chat: Chat, byLink: boolean): TlObject {
  const since = mark(services, caller, chat.peer);
  const { world } = services;
  const refused = join(world, caller.person, chat, { byInvite: byLink, cause: caller.cause });
  if (refused) throw new RpcError(refused.code, refused.text);
  const answer = updatesSince(services, caller, since);
  const { users, chats } = new Cast(world, caller.person.id).add(caller.person.id, chat.peer);
  return { ...answer, users, chats };
}

function byInvite({ state }: World, hash: string): Chat {
  if (!/^[\w-]{10,}$/.test(hash)) throw new RpcError(400, 'INVITE_HASH_INVALID');
  const chat = [...state.chats.values()].find(({ inviteHash }) => inviteHash === hash);
  if (!chat) throw new RpcError(400, 'INVITE_HASH_EXPIRED');
  return chat;
}

function invite({ state }: World, chat: Chat): TlObject {
  const kind = {
    ...(chat.kind === 'group' ? {} : { channel: true }),
    ...(chat.kind === 'channel' ? { broadcast: true } : {}),
    ...(chat.kind === 'supergroup' ? { megagroup: true } : {}),
    ...(chat.username ? { public: true } : {}),
    ...(chat.joinRequest ? { request_needed: true } : {}),
  };
  return {
    _: 'chatInvite',
    ...kind,
    title: chat.title,
    ...(chat.about ? { about: chat.about } : {}),
    photo: { _: 'photoEmpty', id: 0n },
    participants_count: memberIds(state, chat.peer).length,
    color: 0,
  };
}

function fullGroup({ state }: World, chat: Chat): TlObject {
  const id = BigInt(bareId(chat.peer));
  const participants = [...state.members(chat.peer).values()]
    .filter(({ userId }) => canView(state, chat, userId))
    .map(({ userId, inviterId, role, joinedAtMs }) => {
      const user_id = BigInt(userId);
      if (role === 'creator') return { _: 'chatParticipantCreator', user_id };
      const kind = role === 'admin' ? 'chatParticipantAdmin' : 'chatParticipant';
      const date = Math.floor(joinedAtMs / 1_000);
      return { _: kind, user_id, inviter_id: BigInt(inviterId), date };
    });
  return {
    _: 'chatFull',
    id,
    about: chat.about,
    participants: { _: 'chatParticipants', chat_id: id, participants, version: 1 },
    notify_settings: { _: 'peerNotifySettings' },
  };
}
