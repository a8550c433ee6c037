import { isAbort } from '../lib/abort.js';
import type { Releasers } from '../lib/releasers.js';

/** What runs beside the rest until it is released; its failure is the daemon's. */
export class Background {
  readonly #releasers: Releasers;
  #fail: (reason: unknown) => void = () => {};
  /** Rejects with the first failure of anything that was run here; never resolves. */
  readonly failed: Promise<never>;

  constructor(releasers: Releasers) {
    this.#releasers = releasers;
    this.failed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // Whoever waits for it hears of it; an unheard failure must not end the process a second way.
    this.failed.catch(() => {});
  }

  /** Something that is not a task of ours has failed. */
  fail(reason: unknown): void {
    this.#fail(reason);
  }

  /** Starts a task; releasing aborts its signal and waits until it has wound up. */
  run(name: string, task: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    const running = task(controller.signal).catch((error: unknown) => {
      if (!isAbort(error, controller.signal)) this.#fail(error);
    });
    this.#releasers.add(name, () => {
      controller.abort(new Error(`${name} is asked to stop`));
      return running;
    });
  }
}
