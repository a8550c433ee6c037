/** More texts than the program has: what is made up anew each time must not fill the server's memory. */
const MOST_NAMES = 200;

/**
 * Names for statements that come again, so that the server parses and plans each once per connection, not
 * each time: that is more than half of the work of a short one. The first time has no name: many statements
 * run only once.
 *
 * Not for transaction poolers: the next transaction may meet another server process, which knows no name.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new Set<string>();

  /** @returns undefined for a statement that is to be sent without a name */
  nameOf(sql: string): string | undefined {
    const name = this.#names.get(sql);
    if (name !== undefined || this.#names.size >= MOST_NAMES) return name;
    if (!this.#seenOnce.has(sql)) {
      if (this.#seenOnce.size >= MOST_NAMES) this.#seenOnce.clear();
      this.#seenOnce.add(sql);
      return undefined;
    }
    this.#seenOnce.delete(sql);
    const given = `postaci_${this.#names.size + 1}`;
    this.#names.set(sql, given);
    return given;
  }
}
