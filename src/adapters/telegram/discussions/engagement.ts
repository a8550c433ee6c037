import { Api } from 'telegram/tl/index.js';
import type { Engagement } from '../../../core/discussions.js';

/** What came of the messages that were asked for, in that order; what was not told is gone. */
export function engagementIn(
  messageIds: readonly number[],
  found: readonly Api.TypeMessage[],
): readonly Engagement[] {
  const byId = new Map(found.map((message) => [message.id, message]));
  return messageIds.map((messageId) => {
    const message = byId.get(messageId);
    if (!(message instanceof Api.Message)) {
      return { messageId, replies: 0, reactions: 0, gone: true };
    }
    const counts = message.reactions?.results ?? [];
    return {
      messageId,
      replies: message.replies?.replies ?? 0,
      reactions: counts.reduce((sum, { count }) => sum + count, 0),
      gone: false,
    };
  });
}
