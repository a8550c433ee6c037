import { expect, test } from '@jest/globals';

/** Several things that take their time, told at once; a test for each says how it ended. */
export class Stories {
  readonly #all: { readonly name: string; readonly tell: () => Promise<void> }[] = [];
  readonly #outcomes = new Map<string, PromiseSettledResult<void>>();

  /** Adds one, with its test. */
  add(name: string, tell: () => Promise<void>): void {
    this.#all.push({ name, tell });
    test(name, () => {
      const outcome = this.#outcomes.get(name);
      if (outcome?.status === 'rejected') throw outcome.reason;
      expect(outcome?.status).toBe('fulfilled');
    });
  }

  /**
   * Tells all of them. For `beforeAll`: Jest lets nobody import anything between two tests, which a daemon in
   * the same process may have to.
   */
  async tellAll(): Promise<void> {
    const ended = await Promise.allSettled(this.#all.map(({ tell }) => tell()));
    for (const [index, outcome] of ended.entries()) {
      const story = this.#all[index];
      if (story) this.#outcomes.set(story.name, outcome);
    }
  }
}
