/**
 * The server's memory of random ids: a message sent again under an id that is still known is not sent.
 * Telegram does not publish how long it remembers, so nobody may rely on it for long.
 * @see https://core.telegram.org/method/messages.sendMessage
 */
export class RandomIdMemory {
  readonly #known = new Map<bigint, { readonly messageId: number; readonly at: number }>();
  readonly #keepMs: number;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  /** The message that was sent under this id, if that is still known. */
  find(randomId: bigint, now: number): number | undefined {
    this.#forget(now);
    return this.#known.get(randomId)?.messageId;
  }

  remember(randomId: bigint, messageId: number, now: number): void {
    this.#known.set(randomId, { messageId, at: now });
  }

  /** Ids are kept in order of arrival: the first that is young enough ends the search. */
  #forget(now: number): void {
    for (const [randomId, { at }] of this.#known) {
      if (at + this.#keepMs > now) return;
      this.#known.delete(randomId);
    }
  }
}
