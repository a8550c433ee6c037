/**
 * Which of Telegram's methods have to rest, kept over restarts: asked before each call, so that neither a
 * retry nor a new start calls what was told to wait. Sends are not among them: their waits are restrictions.
 */
export interface FloodWaits {
  /**
   * Until when a method must not be called, in milliseconds since the epoch; undefined when it may be.
   * @param method as Telegram's schema names it: `updates.getDifference`
   */
  until(method: string): number | undefined;
  /**
   * Telegram wants patience. Binds at once; kept as soon as it can be written.
   * @param method `*`: every method of the account
   * @param code Telegram's own error text: `FLOOD_WAIT_42`
   * @param untilMs milliseconds since the epoch
   */
  note(method: string, code: string, untilMs: number): void;
}
