import { Api } from 'telegram/tl/index.js';

/** What an accepted send was given. */
export interface Receipt {
  readonly messageId: number;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
}

/**
 * Finds the message that a send made, in the answer to it.
 * @param randomId signed 64 bits, as it was sent
 * @returns undefined when the answer does not tell
 */
export function receiptIn(answer: Api.TypeUpdates, randomId: bigint): Receipt | undefined {
  if (answer instanceof Api.UpdateShortSentMessage) {
    return { messageId: answer.id, at: answer.date * 1_000 };
  }
  if (!(answer instanceof Api.Updates || answer instanceof Api.UpdatesCombined)) return undefined;
  const named = answer.updates.find(
    (update) =>
      update instanceof Api.UpdateMessageID && update.randomId?.toString() === randomId.toString(),
  );
  if (!(named instanceof Api.UpdateMessageID)) return undefined;
  return { messageId: named.id, at: dateOf(answer, named.id) * 1_000 };
}

/** The message's own date, which is older than the answer's when the random id was known already. */
function dateOf(answer: Api.Updates | Api.UpdatesCombined, messageId: number): number {
  for (const update of answer.updates) {
    const isMessage =
      update instanceof Api.UpdateNewMessage || update instanceof Api.UpdateNewChannelMessage;
    if (isMessage && update.message instanceof Api.Message && update.message.id === messageId) {
      return update.message.date;
    }
  }
  return answer.date;
}
