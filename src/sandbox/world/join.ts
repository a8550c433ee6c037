import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';
import { isPublic, membership } from './access.js';
import type { Chat } from './chat.js';
import type { Person } from './person.js';
import { type Refusal, refusal } from './refusal.js';
import { isUnder } from './sanctions.js';
import type { Cause, World } from './world.js';

/** Joins a public chat, or any by its invite link. @returns why not, if not. */
export function join(
  world: World,
  person: Person,
  chat: Chat,
  { byInvite, cause }: { readonly byInvite: boolean; readonly cause?: Cause },
): Refusal | undefined {
  const { state } = world;
  if (isUnder(world, person, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  if (membership(state, chat.peer, person.id)) return refusal(400, 'USER_ALREADY_PARTICIPANT');
  if (state.members(chat.peer).get(person.id)?.role === 'kicked') {
    return byInvite ? refusal(400, 'INVITE_HASH_EXPIRED') : refusal(400, 'CHANNEL_PRIVATE');
  }
  if (!byInvite && !isPublic(state, chat)) return refusal(400, 'CHANNEL_PRIVATE');
  if (chat.joinRequest) return refusal(400, 'INVITE_REQUEST_SENT');
  const joinedAtMs = world.now();
  const inviterId = byInvite ? chat.creatorId : person.id;
  world.commit(
    {
      is: 'member',
      peer: chat.peer,
      member: { userId: person.id, role: 'member', forbidden: [], joinedAtMs, inviterId },
    },
    cause,
  );
  if (chat.kind !== 'channel') {
    const action = byInvite
      ? { _: 'messageActionChatJoinedByLink', inviter_id: BigInt(inviterId) }
      : { _: 'messageActionChatAddUser', users: [BigInt(person.id)] };
    serviceMessage(world, chat.peer, person.id, action, cause);
  }
  return undefined;
}

/** Leaves a chat. @returns why not, if not. */
export function leave(world: World, person: Person, chat: Chat, cause?: Cause) {
  if (!membership(world.state, chat.peer, person.id)) return refusal(400, 'USER_NOT_PARTICIPANT');
  if (chat.kind === 'group') {
    const action = { _: 'messageActionChatDeleteUser', user_id: BigInt(person.id) };
    serviceMessage(world, chat.peer, person.id, action, cause);
  }
  world.commit({ is: 'left', peer: chat.peer, userId: person.id }, cause);
  return undefined;
}

/** Says what happened to a chat (a messageAction). @returns the message's number. */
export function serviceMessage(
  world: World,
  peer: PeerId,
  fromId: number,
  action: TlObject,
  cause?: Cause,
): number {
  const number = world.state.messages.length;
  const channel = world.state.chats.get(peer)?.kind === 'channel';
  world.commit(
    {
      is: 'said',
      message: {
        number,
        peer,
        from: channel ? peer : fromId,
        authorId: fromId,
        atMs: world.now(),
        text: '',
        entities: [],
        action,
      },
    },
    cause,
  );
  return number;
}
