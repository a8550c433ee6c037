import { type Content, MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../core/content.js';
import { PostaciError } from '../core/errors.js';
import type { IntentDraft } from '../core/intent.js';

/** Unpaired surrogates; NUL: Telegram and the database refuse both. */
const UNSENDABLE = /\p{Surrogate}|\0/u;

/**
 * Turns away what could never be sent, before it is remembered.
 * @throws PostaciError `INTENT_INVALID`
 */
export function validateDraft(draft: IntentDraft): void {
  const fault = faultOf(draft);
  if (!fault) return;
  throw new PostaciError(
    'INTENT_INVALID',
    `the message of ${draft.service} to ${draft.peer} cannot be sent: ${fault.problem}`,
    fault.remedy,
  );
}

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

function faultOf({ content, dedupeKey, peer, replyTo }: IntentDraft): Fault | undefined {
  if (!Number.isSafeInteger(peer) || peer === 0) {
    return { problem: `${peer} is no peer`, remedy: 'Resolve the peer before proposing to write' };
  }
  if (dedupeKey === '') {
    return { problem: 'its dedupe key is empty', remedy: 'Derive a key from what it answers to' };
  }
  if (replyTo !== undefined && !isMessageId(replyTo)) {
    return { problem: `${replyTo} is no message`, remedy: 'Name the message that it answers to' };
  }
  return contentFault(content);
}

/** Telegram's message ids are positive and have 32 bits. */
function isMessageId(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id < 2 ** 31;
}

function contentFault(content: Content): Fault | undefined {
  const { kind, text } = content;
  if (kind === 'text' && text.trim() === '') {
    return { problem: 'it is empty', remedy: 'Give it a text' };
  }
  const [longest, what] =
    kind === 'text' ? [MAX_TEXT_LENGTH, 'a message'] : [MAX_CAPTION_LENGTH, 'a caption'];
  if (text.length > longest) {
    return {
      problem: `it has ${text.length} characters, ${what} at most ${longest}`,
      remedy: 'Shorten it or split it',
    };
  }
  if (UNSENDABLE.test(text)) {
    return { problem: 'it holds half a character or a NUL', remedy: 'Mend its encoding' };
  }
  const stray = content.entities?.find(
    ({ offset, length }) => offset < 0 || length < 1 || offset + length > text.length,
  );
  if (stray) {
    return {
      problem: `its ${stray.type} at ${stray.offset}, ${stray.length} long, is outside the text`,
      remedy: 'Count entities in UTF-16 units of the text as sent',
    };
  }
  return undefined;
}
