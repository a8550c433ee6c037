/** Telegram's own answer that a call failed, word for word. */
export class TelegramError extends Error {
  override readonly name = 'TelegramError';

  /**
   * @param code Telegram's, like an HTTP status: 400, 420, -503
   * @param text such as `FLOOD_WAIT_42`
   */
  constructor(
    readonly code: number,
    readonly text: string,
  ) {
    super(`${code} ${text}`);
  }
}

/**
 * Why a call has no answer:
 * `DEADLINE` it took too long; `DISCONNECTED` the line broke or was silent; `OFFLINE` there was no line,
 * the call never left; `KEY_FORGOTTEN` the server answers -404: it does not know the key (any more);
 * `UNREADABLE` there is one, in words that this client does not know.
 */
export type NoAnswerCode = 'DEADLINE' | 'DISCONNECTED' | 'OFFLINE' | 'KEY_FORGOTTEN' | 'UNREADABLE';

/** A call without an answer. Only for `OFFLINE` is it certain that it had no effect. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly code: NoAnswerCode,
    options?: { cause?: unknown },
  ) {
    super(`no answer from Telegram: ${code}`, options);
  }
}
