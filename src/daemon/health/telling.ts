/** What the operator is being told: a stop waits until each has arrived or was cut short, and is noted. */
export class Telling {
  readonly #underWay = new Set<Promise<void>>();

  /** @param work never rejects */
  track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
