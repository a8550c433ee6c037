import type { Logger } from '../../../core/logger.js';

/** Whoever wants to be told. One that throws is logged and does not keep the others from hearing. */
export class Listeners<T> {
  readonly #handlers = new Set<(news: T) => void>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Returns the way to stop. */
  add(handler: (news: T) => void): () => void {
    // The same function added twice is two handlers.
    const own = (news: T) => handler(news);
    this.#handlers.add(own);
    return () => void this.#handlers.delete(own);
  }

  /** @returns false when a handler threw */
  tell(news: T): boolean {
    let well = true;
    for (const handler of this.#handlers) {
      try {
        handler(news);
      } catch (error) {
        well = false;
        this.#logger.error('a handler failed', { error: String(error) });
      }
    }
    return well;
  }
}
