import type { TlObject } from '../../rpc.js';
import type { Message } from '../../world/message.js';
import { bareId, isChannelPeer } from '../../world/peer-id.js';
import { isDiscussionRoot } from '../../world/thread.js';
import type { World } from '../../world/world.js';
import { tlReactions } from './reactions.js';

/** What came of a message in a supergroup or channel: replies or comments, and reactions. */
export function engagement(
  world: World,
  viewerId: number,
  message: Message,
): { readonly [field: string]: TlObject } {
  if (!isChannelPeer(message.peer)) return {};
  const replies =
    message.from === message.peer ? comments(world, message) : answers(world, message);
  const reactions = (world.state.reactions.get(message.number)?.size ?? 0) > 0;
  return {
    ...(replies ? { replies } : {}),
    ...(reactions ? { reactions: tlReactions(world, viewerId, message.number) } : {}),
  };
}

/** Of a channel's post whose copy is still in the discussion group. */
function comments({ state }: World, post: Message): TlObject | undefined {
  const linked = state.chats.get(post.peer)?.linked;
  const root = state.threadOfPost.get(post.number);
  if (linked === undefined || root === undefined) return undefined;
  if (state.box(linked).idOf(root) === undefined) return undefined;
  return {
    _: 'messageReplies',
    comments: true,
    replies: state.threadSizes.get(root) ?? 0,
    replies_pts: state.box(linked).pts,
    channel_id: BigInt(bareId(linked)),
  };
}

function answers({ state }: World, message: Message): TlObject | undefined {
  const root = isDiscussionRoot(message);
  const replies = (root ? state.threadSizes : state.replies).get(message.number) ?? 0;
  if (!root && replies === 0) return undefined;
  return { _: 'messageReplies', replies, replies_pts: state.box(message.peer).pts };
}
