import type { ChannelPost, Discussion, Engagement } from '../../core/discussions.js';
import type { PeerId } from '../../core/peer.js';
import { isVisible } from './channel-access.js';
import { serverDate, type VirtualMessage } from './chat.js';
import { Refused } from './error-outcome.js';
import type { VirtualWorld } from './world.js';

const MOST_POSTS = 50;

/**
 * The newest posts of a channel, newest first, the parts of an album as one.
 * @throws Refused when the account may not see it
 */
export function postsOf(
  world: VirtualWorld,
  channel: PeerId,
  limit: number,
): readonly ChannelPost[] {
  checkSeen(world, channel);
  const albums = new Map<string, VirtualMessage[]>();
  const posts: (readonly VirtualMessage[])[] = [];
  const messages = world.messages(channel);
  for (let at = messages.length - 1; at >= 0; at--) {
    const message = messages[at];
    if (!message || message.deletedAt !== undefined || message.service) continue;
    const album = message.albumId === undefined ? undefined : albums.get(message.albumId);
    if (album) {
      album.unshift(message);
      continue;
    }
    // The parts of the last album follow those that came before.
    if (posts.length >= Math.min(limit, MOST_POSTS)) break;
    const parts = [message];
    posts.push(parts);
    if (message.albumId !== undefined) albums.set(message.albumId, parts);
  }
  return posts.flatMap(asPost);
}

/**
 * One post as it stands now.
 * @throws Refused when the account may not see the channel
 */
export function postAt(world: VirtualWorld, channel: PeerId, postId: number): ChannelPost | 'gone' {
  checkSeen(world, channel);
  const message = world.message(channel, postId);
  if (!message || message.service) return 'gone';
  const { albumId } = message;
  const album = world
    .messages(channel)
    .filter((part) => part.albumId === albumId && part.deletedAt === undefined);
  return asPost(albumId === undefined ? [message] : album)[0] ?? 'gone';
}

/** Where a post is discussed. */
export function discussionOf(world: VirtualWorld, channel: PeerId, postId: number): Discussion {
  const chat = world.chat(channel);
  if (!chat || !isVisible(chat)) return closed('CHANNEL_PRIVATE');
  const group = world.copies.groupOf(channel)?.id;
  const rootId = world.copies.rootOf(channel, postId);
  const there = world.message(channel, postId) !== undefined;
  if (!there || group === undefined || rootId === undefined || !world.message(group, rootId)) {
    return closed('MSG_ID_INVALID');
  }
  const comments = world
    .messages(group)
    .filter((message) => message.rootId === rootId && message.deletedAt === undefined);
  return { kind: 'open', group, rootId, comments: comments.length };
}

/** What came of messages in a group. */
export function engagementOf(
  world: VirtualWorld,
  group: PeerId,
  messageIds: readonly number[],
): readonly Engagement[] {
  const replies = new Map<number, number>();
  for (const { replyToId, deletedAt } of world.messages(group)) {
    if (replyToId === undefined || deletedAt !== undefined) continue;
    replies.set(replyToId, (replies.get(replyToId) ?? 0) + 1);
  }
  return messageIds.map((messageId) => {
    const message = world.message(group, messageId);
    if (!message) return { messageId, replies: 0, reactions: 0, gone: true };
    const { reactions = 0 } = message;
    return { messageId, replies: replies.get(messageId) ?? 0, reactions, gone: false };
  });
}

function checkSeen(world: VirtualWorld, channel: PeerId): void {
  const chat = world.chat(channel);
  if (!chat || !isVisible(chat)) throw new Refused({ code: 400, text: 'CHANNEL_PRIVATE' });
}

function closed(code: string): Discussion {
  return { kind: 'closed', code, reason: `Telegram says ${code}` };
}

/** The parts of a post, oldest first, as one. */
function asPost(parts: readonly VirtualMessage[]): readonly ChannelPost[] {
  const [first] = parts;
  if (!first) return [];
  const { id, arrivedAt, albumId, media } = first;
  const edits = parts.flatMap(({ editedAt }) => editedAt ?? []);
  return [
    {
      id,
      at: serverDate(arrivedAt),
      text: parts.find(({ text }) => text !== '')?.text ?? '',
      ...(edits.length > 0 ? { editedAt: serverDate(Math.max(...edits)) } : {}),
      ...(albumId === undefined ? {} : { albumId }),
      ...(media ? { media } : {}),
    },
  ];
}
