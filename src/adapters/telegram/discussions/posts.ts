import { Api } from 'telegram/tl/index.js';
import type { ChannelPost } from '../../../core/discussions.js';
import { mediaOf } from '../updates/message-media.js';

/**
 * The posts that some messages of a channel are, newest first; the parts of an album are one. Service
 * messages and what is gone are none.
 */
export function postsIn(messages: readonly Api.TypeMessage[]): readonly ChannelPost[] {
  const posts = new Map<string, Api.Message[]>();
  for (const message of messages) {
    if (!(message instanceof Api.Message)) continue;
    const key = message.groupedId ? `album ${message.groupedId}` : String(message.id);
    const parts = posts.get(key);
    if (parts) parts.push(message);
    else posts.set(key, [message]);
  }
  return [...posts.values()].flatMap(postOf).sort((a, b) => b.id - a.id);
}

function postOf(parts: readonly Api.Message[]): readonly ChannelPost[] {
  const inOrder = [...parts].sort((a, b) => a.id - b.id);
  const [first] = inOrder;
  if (!first) return [];
  const media = mediaOf(first.media);
  // Telegram also dates what nobody edited: a reaction that came, a button that changed.
  const edits = inOrder.flatMap(({ editDate, editHide }) =>
    editDate && !editHide ? editDate : [],
  );
  return [
    {
      id: first.id,
      at: first.date * 1_000,
      text: inOrder.find(({ message }) => message !== '')?.message ?? '',
      ...(edits.length > 0 ? { editedAt: Math.max(...edits) * 1_000 } : {}),
      ...(first.groupedId ? { albumId: first.groupedId.toString() } : {}),
      ...(media ? { media } : {}),
    },
  ];
}
