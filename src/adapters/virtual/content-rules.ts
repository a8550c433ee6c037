import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../../core/content.js';
import type { Delivery } from '../../core/messenger.js';
import type { VirtualChat } from './chat.js';
import type { RpcError } from './error-outcome.js';

/** What the server has against this content, or this topic, in a chat that may be written to. */
export function contentObjection(
  chat: VirtualChat | undefined,
  { content, topicId }: Delivery,
): RpcError | undefined {
  if (topicId !== undefined) {
    const topic = chat?.topics?.find(({ id }) => id === topicId);
    if (!topic) return { code: 400, text: 'TOPIC_DELETED' };
    if (topic.closed) return { code: 400, text: 'TOPIC_CLOSED' };
  }
  if (content.kind === 'media') {
    if (chat?.canSendMedia === false) return { code: 403, text: 'CHAT_SEND_MEDIA_FORBIDDEN' };
    const tooLong = content.text.length > MAX_CAPTION_LENGTH;
    return tooLong ? { code: 400, text: 'MEDIA_CAPTION_TOO_LONG' } : undefined;
  }
  if (chat?.canSendText === false) return { code: 403, text: 'CHAT_SEND_PLAIN_FORBIDDEN' };
  if (content.text === '') return { code: 400, text: 'MESSAGE_EMPTY' };
  const tooLong = content.text.length > MAX_TEXT_LENGTH;
  return tooLong ? { code: 400, text: 'MESSAGE_TOO_LONG' } : undefined;
}
