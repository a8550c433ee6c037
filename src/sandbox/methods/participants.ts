import { RpcError, type TlObject } from '../rpc.js';
import { isAdmin } from '../world/access.js';
import type { Chat, Member } from '../world/chat.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { numberField, objectField } from './fields.js';
import type { Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { ADMIN_RIGHTS, bannedRights, tlPeer } from './render/chat.js';
import { inputChannel, inputUser } from './resolve.js';

const MOST_PARTICIPANTS = 200;

/** Who is in a supergroup or channel. */
export function registerParticipants(methods: Methods, { world }: Services): void {
  methods.on('channels.getParticipant', (call, { person }) => {
    const chat = inputChannel(world, person, objectField(call, 'channel'));
    const user = inputUser(world, person, objectField(call, 'participant'));
    const member = world.state.members(chat.peer).get(user.id);
    if (!member) throw new RpcError(400, 'USER_NOT_PARTICIPANT');
    const { users, chats } = new Cast(world, person.id).add(user.id, chat.peer);
    const participant = tlParticipant(chat, member, person);
    return { _: 'channels.channelParticipant', participant, chats, users };
  });

  methods.on('channels.getParticipants', (call, { person }) => {
    const chat = inputChannel(world, person, objectField(call, 'channel'));
    if (chat.kind === 'channel' && !isAdmin(world.state, chat.peer, person.id)) {
      throw new RpcError(400, 'CHAT_ADMIN_REQUIRED');
    }
    const hits = filtered(world, chat, objectField(call, 'filter'));
    const offset = Math.max(0, numberField(call, 'offset'));
    const limit = Math.min(Math.max(0, numberField(call, 'limit')), MOST_PARTICIPANTS);
    const part = hits.slice(offset, offset + limit);
    const { users, chats } = new Cast(world, person.id).add(
      chat.peer,
      ...part.map(({ userId }) => userId),
    );
    const participants = part.map((member) => tlParticipant(chat, member, person));
    return { _: 'channels.channelParticipants', count: hits.length, participants, chats, users };
  });
}

function filtered({ state }: World, chat: Chat, filter: TlObject): readonly Member[] {
  const members = [...state.members(chat.peer).values()];
  const text = typeof filter.q === 'string' ? filter.q.toLowerCase() : '';
  const named = members.filter(({ userId }) => {
    const person = state.persons.get(userId);
    const names = `${person?.firstName} ${person?.lastName ?? ''} ${person?.username ?? ''}`;
    return names.toLowerCase().includes(text);
  });
  switch (filter._) {
    case 'channelParticipantsAdmins':
      return named.filter(({ role }) => role === 'creator' || role === 'admin');
    case 'channelParticipantsBots':
      return named.filter(({ userId }) => state.persons.get(userId)?.botToken !== undefined);
    case 'channelParticipantsKicked':
      return named.filter(({ role }) => role === 'kicked');
    case 'channelParticipantsBanned':
      return named.filter(({ role, forbidden }) => role !== 'kicked' && forbidden.length > 0);
    default:
      return named.filter(({ role }) => role !== 'kicked');
  }
}

function tlParticipant(chat: Chat, member: Member, viewer: Person): TlObject {
  const user_id = BigInt(member.userId);
  const date = Math.floor(member.joinedAtMs / 1_000);
  const inviter_id = BigInt(member.inviterId);
  if (member.role === 'creator') {
    return { _: 'channelParticipantCreator', user_id, admin_rights: ADMIN_RIGHTS };
  }
  if (member.role === 'admin') {
    const promoted_by = BigInt(chat.creatorId);
    const common = { user_id, promoted_by, date, admin_rights: ADMIN_RIGHTS };
    return { _: 'channelParticipantAdmin', ...common };
  }
  if (member.role === 'kicked' || member.forbidden.length > 0) {
    return {
      _: 'channelParticipantBanned',
      ...(member.role === 'kicked' ? { left: true } : {}),
      peer: tlPeer(member.userId),
      kicked_by: BigInt(chat.creatorId),
      date,
      banned_rights: bannedRights(member.role === 'kicked' ? ['view_messages'] : member.forbidden),
    };
  }
  if (member.userId === viewer.id) {
    return { _: 'channelParticipantSelf', user_id, inviter_id, date };
  }
  return { _: 'channelParticipant', user_id, date };
}
