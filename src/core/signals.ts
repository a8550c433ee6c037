import type { PeerId } from './peer.js';

/**
 * What others see of somebody who is there. Ephemeral: never a row of the outbox, nothing to make up for
 * when it was not seen.
 */
export interface Signals {
  /**
   * Shows once that the account is writing; Telegram's apps show it for about six seconds. Does nothing when
   * there is no line or Telegram wants the call to rest, and never asks for a peer that is not known.
   * @throws the signal's reason, nothing else
   * @see https://core.telegram.org/method/messages.setTyping
   */
  typing(
    place: { readonly peer: PeerId; readonly topicId?: number },
    signal: AbortSignal,
  ): Promise<void>;
}
