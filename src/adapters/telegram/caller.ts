import type { Api } from 'telegram/tl/index.js';

/** Whatever calls to Telegram can be made with. */
export interface Caller {
  /**
   * Ends by a deadline of its own.
   * @throws TelegramError, NoAnswer, or the signal's reason
   */
  invoke<R extends Api.AnyRequest>(
    request: R,
    signal: AbortSignal,
    deadlineMs?: number,
  ): Promise<R['__response']>;
}
