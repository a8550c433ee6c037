import { PostaciError } from '../../core/errors.js';
import type { ChatAccess, HistoryMessage, Resolution } from '../../core/messenger.js';
import type { Peer, PeerId, PeerRef } from '../../core/peer.js';
import { serverDate, type VirtualChat, type VirtualMessage } from './chat.js';
import type { VirtualWorld } from './world.js';

/** Finds a chat as an operator names it. Ids are known only of chats that the account has met. */
export function findPeer(world: VirtualWorld, ref: PeerRef): Resolution {
  const chat = world.chats.find((candidate) => isNamed(candidate, ref));
  if (!chat) {
    const reason = 'There is no such person or chat, or this account cannot see it';
    return { status: 'not-found', code: 'NOT_FOUND', reason };
  }
  if (ref.by === 'invite' && chat.member === false) {
    const reason = `This account is not in "${chat.title}": join it in a Telegram app first`;
    return { status: 'not-found', code: 'NOT_A_MEMBER', reason };
  }
  return { status: 'found', peer: asPeer(chat) };
}

/**
 * What the account may do in a chat.
 * @throws PostaciError `TELEGRAM_UNREACHABLE` when the chat cannot be seen
 */
export function accessTo(world: VirtualWorld, id: PeerId): ChatAccess {
  const chat = world.chat(id);
  if (!chat) {
    throw new PostaciError(
      'TELEGRAM_UNREACHABLE',
      `Telegram knows no chat ${id}`,
      'Check the id, or name the chat by its username or invite link',
    );
  }
  const bar = world.admission.writeBar(id);
  const slowModeUntil = world.admission.slowModeUntil(id);
  return {
    peer: asPeer(chat),
    member: chat.member ?? true,
    canSendText: !bar && chat.canSendText !== false,
    canSendMedia: !bar && chat.canSendMedia !== false,
    ...(bar ? { reason: `Telegram says ${bar.text}` } : {}),
    slowModeSeconds: chat.slowModeSeconds ?? 0,
    ...(slowModeUntil === undefined ? {} : { slowModeUntil }),
    forum: chat.topics !== undefined,
    topics: chat.topics ?? [],
    ...(chat.memberCount === undefined ? {} : { memberCount: chat.memberCount }),
  };
}

/** The newest messages of a chat or topic, newest first; those before `beforeId` when it is given. */
export function pastMessages(
  world: VirtualWorld,
  chat: PeerId,
  options: { readonly limit: number; readonly topicId?: number; readonly beforeId?: number },
): readonly HistoryMessage[] {
  const { limit, topicId, beforeId = Number.POSITIVE_INFINITY } = options;
  return world
    .messages(chat)
    .filter(({ service, deletedAt }) => !service && deletedAt === undefined)
    .filter((message) => topicId === undefined || message.topicId === topicId)
    .filter(({ id }) => id < beforeId)
    .slice(-Math.min(limit, 100))
    .reverse()
    .map(asHistory);
}

function asHistory(message: VirtualMessage): HistoryMessage {
  const { id, chat, arrivedAt, own, senderId, text, topicId } = message;
  return {
    id,
    at: serverDate(arrivedAt),
    own,
    // A channel's post is nobody's.
    ...(senderId === chat && chat < 0 ? {} : { senderId }),
    text,
    ...(topicId === undefined ? {} : { topicId }),
  };
}

/** What others may know of a chat. */
export function asPeer({ id, kind, title, username, bot }: VirtualChat): Peer {
  return {
    id,
    kind,
    title,
    ...(username === undefined ? {} : { username }),
    ...(bot ? { bot } : {}),
  };
}

function isNamed(chat: VirtualChat, ref: PeerRef): boolean {
  switch (ref.by) {
    case 'username':
      return chat.username?.toLowerCase() === ref.username.toLowerCase();
    case 'invite':
      return chat.inviteHash === ref.hash;
    case 'id':
      return chat.id === ref.id && chat.member !== false;
  }
}
