import { Api } from 'telegram/tl/index.js';
import type { Discussion } from '../../../core/discussions.js';
import type { PeerId } from '../../../core/peer.js';
import { peerIdOf } from '../peers/peer-ids.js';

/**
 * Where the comments to a post are. Of an album all copies are told, the root last.
 * @see https://core.telegram.org/method/messages.getDiscussionMessage
 */
export function discussionIn(
  { messages }: Api.messages.DiscussionMessage,
  channel: PeerId,
): Discussion {
  const root = messages.at(-1);
  const group = root instanceof Api.Message ? peerIdOf(root.peerId) : channel;
  // Without a group the post itself comes back.
  if (!(root instanceof Api.Message) || group === channel) {
    return closed('NO_DISCUSSION', 'Nobody can comment on this post.');
  }
  return { kind: 'open', group, rootId: root.id, comments: root.replies?.replies ?? 0 };
}

/** A post without comments. */
export function closed(code: string, reason: string): Discussion {
  return { kind: 'closed', code, reason };
}
