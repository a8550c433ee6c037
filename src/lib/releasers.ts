/**
 * What must be undone, last in first out. Every part of the daemon that starts something registers how
 * to end it; `release` ends all of it, also when one ending fails.
 */
export class Releasers {
  readonly #stack: { name: string; release: () => Promise<void> | void }[] = [];

  add(name: string, release: () => Promise<void> | void): void {
    this.#stack.push({ name, release });
  }

  /**
   * Runs every releaser once.
   * @throws AggregateError naming those that failed, after all were tried.
   */
  async release(): Promise<void> {
    const failures: Error[] = [];
    for (let entry = this.#stack.pop(); entry; entry = this.#stack.pop()) {
      try {
        await entry.release();
      } catch (error) {
        failures.push(new Error(`could not release ${entry.name}`, { cause: error }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything was released');
  }
}
