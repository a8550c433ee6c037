/** How many are kept: a message comes with its id, or soon after. */
const MOST = 200;

/** Which of the account's own random ids became which message, for as long as its message may come. */
export class SentIds {
  #known: { readonly randomId: bigint; readonly messageId: number }[] = [];

  note(randomId: bigint, messageId: number): void {
    if (this.#known.length >= 2 * MOST) this.#known = this.#known.slice(-MOST);
    this.#known.push({ randomId, messageId });
  }

  /** Message ids are a chat's own: several chats may have given the same one. */
  randomIdsOf(messageId: number): readonly bigint[] {
    return this.#known
      .filter((known) => known.messageId === messageId)
      .map((known) => known.randomId);
  }
}
