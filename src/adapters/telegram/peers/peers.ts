import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { Peer } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import { bareId, channelPeerId, groupPeerId, userPeerId } from './peer-ids.js';

/**
 * What an answer or an update tells of people and chats. `min` objects are left out: their access
 * hashes only work together with the message that they came with.
 * @see https://core.telegram.org/api/min
 */
export function peersIn(
  users: readonly Api.TypeUser[],
  chats: readonly Api.TypeChat[],
): readonly KnownPeer[] {
  return [...users.map(personOf), ...chats.map(chatOf)].filter((peer) => peer !== undefined);
}

function personOf(user: Api.TypeUser): KnownPeer | undefined {
  if (!(user instanceof Api.User) || user.min || !user.accessHash) return undefined;
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return {
    id: userPeerId(user.id),
    kind: 'user',
    title: name || 'Deleted Account',
    ...usernameOf(user),
    ...(user.bot ? { bot: true } : {}),
    accessHash: BigInt(user.accessHash.toString()),
  };
}

function chatOf(chat: Api.TypeChat): KnownPeer | undefined {
  if (chat instanceof Api.Chat) {
    return { id: groupPeerId(chat.id), kind: 'group', title: chat.title, accessHash: null };
  }
  if (!(chat instanceof Api.Channel) || chat.min || !chat.accessHash) return undefined;
  return {
    id: channelPeerId(chat.id),
    kind: chat.broadcast ? 'channel' : 'supergroup',
    title: chat.title,
    ...usernameOf(chat),
    accessHash: BigInt(chat.accessHash.toString()),
  };
}

/** The plain field, or the first active one of several. */
function usernameOf(peer: Api.User | Api.Channel): { username?: string } {
  const username = peer.username ?? peer.usernames?.find(({ active }) => active)?.username;
  return username ? { username } : {};
}

/** How a peer is named in calls. */
export function inputPeer(peer: KnownPeer): Api.TypeInputPeer {
  const id = returnBigInt(bareId(peer.id));
  const accessHash = returnBigInt(peer.accessHash ?? 0n);
  if (peer.kind === 'user') return new Api.InputPeerUser({ userId: id, accessHash });
  if (peer.kind === 'group') return new Api.InputPeerChat({ chatId: id });
  return new Api.InputPeerChannel({ channelId: id, accessHash });
}

/** How a supergroup or channel is named in calls that take nothing else. */
export function inputChannel(peer: KnownPeer): Api.InputChannel {
  const channelId = returnBigInt(bareId(peer.id));
  return new Api.InputChannel({ channelId, accessHash: returnBigInt(peer.accessHash ?? 0n) });
}

/** The part of it that the rest of the daemon may know. */
export function publicPeer({ id, kind, title, username, bot }: Peer): Peer {
  return {
    id,
    kind,
    title,
    ...(username === undefined ? {} : { username }),
    ...(bot ? { bot } : {}),
  };
}
