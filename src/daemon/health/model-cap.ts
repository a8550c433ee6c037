import type { UsageBook } from '../../core/usage-book.js';

/** Knows whether the models' cap of a day has left no room for a text. */
export class ModelCap {
  #until: number | undefined;

  /** Until when nothing is written, in milliseconds since the epoch; undefined: no text was turned away yet. */
  get until(): number | undefined {
    return this.#until;
  }

  /** The same book; what it turns away is noted here. */
  watched(book: UsageBook): UsageBook {
    return {
      reserve: async (model, tokens, fits) => {
        const reserved = await book.reserve(model, tokens, fits);
        this.#until = 'nextDayAt' in reserved ? reserved.nextDayAt : undefined;
        return reserved;
      },
      settle: (reservation, used) => book.settle(reservation, used),
    };
  }
}
