import type { EventBus, LiveEvent } from '../core/events.js';
import type { Logger } from '../core/logger.js';

/**
 * Live events within this process: each handler hears each event once, in order, before `publish`
 * returns. A handler that throws is reported to the logger; neither the publisher nor other handlers
 * feel it.
 */
export function createEventBus(logger?: Logger): EventBus {
  return new MemoryEventBus(logger);
}

/** The same, as a class. */
class MemoryEventBus implements EventBus {
  readonly #handlers = new Set<{ readonly handle: (event: LiveEvent) => void }>();
  readonly #logger: Logger | undefined;

  constructor(logger: Logger | undefined) {
    this.#logger = logger;
  }

  publish(event: LiveEvent): void {
    // A copy: handlers may come and go meanwhile.
    for (const entry of [...this.#handlers]) {
      if (!this.#handlers.has(entry)) continue;
      try {
        entry.handle(event);
      } catch (error) {
        this.#logger?.error('a listener to live events failed', { event: event.type, error });
      }
    }
  }

  subscribe(handler: (event: LiveEvent) => void): () => void {
    const entry = { handle: handler };
    this.#handlers.add(entry);
    return () => {
      this.#handlers.delete(entry);
    };
  }
}
