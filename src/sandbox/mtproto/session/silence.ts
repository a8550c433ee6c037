/** Whom the server gives no answer: everybody, or some accounts. */
export class Silence {
  #everybody = false;
  readonly #users = new Set<number>();

  /** @param userId one account; everybody when it is absent. */
  set(on: boolean, userId?: number): void {
    if (userId === undefined) {
      this.#everybody = on;
      if (!on) this.#users.clear();
    } else if (on) {
      this.#users.add(userId);
    } else {
      this.#users.delete(userId);
    }
  }

  covers(userId: number | undefined): boolean {
    return this.#everybody || (userId !== undefined && this.#users.has(userId));
  }
}
