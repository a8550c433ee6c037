import { RpcError, type TlObject } from '../rpc.js';
import { isAdmin, membership } from '../world/access.js';
import type { Chat } from '../world/chat.js';
import { leave } from '../world/join.js';
import { bareId } from '../world/peer-id.js';
import { slowModeOpensAtMs } from '../world/permission.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { joined } from './chats.js';
import { objectField, objectsField } from './fields.js';
import type { Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { tlChat } from './render/chat.js';
import { inputChannel } from './resolve.js';
import { mark, updatesSince } from './sent.js';

/** channels.*: supergroups and channels as such; their people are in `participants.ts`. */
export function registerChannels(methods: Methods, services: Services): void {
  const { world } = services;

  methods.on('channels.getChannels', (call, { person }) => ({
    _: 'messages.chats',
    chats: objectsField(call, 'id').map((input) =>
      tlChat(world, person.id, inputChannel(world, person, input)),
    ),
  }));

  methods.on('channels.getFullChannel', (call, { person }) => {
    const chat = inputChannel(world, person, objectField(call, 'channel'));
    const { users, chats } = new Cast(world, person.id).add(chat.peer, chat.linked);
    return { _: 'messages.chatFull', full_chat: fullChannel(world, person, chat), chats, users };
  });

  methods.on('channels.joinChannel', (call, caller) =>
    joined(
      services,
      caller,
      inputChannel(world, caller.person, objectField(call, 'channel')),
      false,
    ),
  );

  methods.on('channels.leaveChannel', (call, caller) => {
    const chat = inputChannel(world, caller.person, objectField(call, 'channel'));
    const since = mark(services, caller, chat.peer);
    const refused = leave(world, caller.person, chat, caller.cause);
    if (refused) throw new RpcError(refused.code, refused.text);
    const answer = updatesSince(services, caller, since);
    return { ...answer, chats: [tlChat(world, caller.person.id, chat)] };
  });
}

function fullChannel(world: World, person: Person, chat: Chat): TlObject {
  const { state } = world;
  const members = [...state.members(chat.peer).values()];
  const count = (roles: readonly string[]) =>
    members.filter(({ role }) => roles.includes(role)).length;
  const admin = isAdmin(state, chat.peer, person.id);
  return {
    _: 'channelFull',
    ...(chat.kind === 'supergroup' || admin ? { can_view_participants: true } : {}),
    id: BigInt(bareId(chat.peer)),
    about: chat.about,
    participants_count: count(['creator', 'admin', 'member']),
    admins_count: count(['creator', 'admin']),
    read_inbox_max_id: state.readInbox(person.id, chat.peer),
    read_outbox_max_id: state.readOutbox(person.id, chat.peer),
    unread_count: membership(state, chat.peer, person.id) ? state.unread(person.id, chat.peer) : 0,
    chat_photo: { _: 'photoEmpty', id: 0n },
    notify_settings: { _: 'peerNotifySettings' },
    bot_info: [],
    pts: state.box(chat.peer).pts,
    ...(chat.linked === undefined ? {} : { linked_chat_id: BigInt(bareId(chat.linked)) }),
    ...slowMode(world, person, chat, admin),
  };
}

function slowMode(world: World, person: Person, chat: Chat, admin: boolean) {
  if (chat.slowModeSeconds === 0) return {};
  const opensAtMs = slowModeOpensAtMs(world, chat, person.id);
  return {
    slowmode_seconds: chat.slowModeSeconds,
    ...(opensAtMs > world.now() && !admin
      ? { slowmode_next_send_date: Math.ceil(opensAtMs / 1_000) }
      : {}),
  };
}
