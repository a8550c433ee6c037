import type { Clock } from '../../core/clock.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { UsageBook } from '../../core/usage-book.js';
import type { Writer } from '../../core/writer.js';
import type { WritingStats } from '../../writing/author.js';
import { COUNTED } from './counted.js';
import type { Tally } from './tally.js';

/** What a language model does, counted as it passes. */
export interface CountedWriting {
  /** The same book. @param settings the prices as they are now */
  book(book: UsageBook, settings: () => Pick<LlmSettings, 'moneyPerDay'>): UsageBook;
  /** The same writer. */
  writer(writer: Writer): Writer;
  readonly stats: WritingStats;
}

/** Counts into the tally. */
export function countWriting(tally: Tally, clock: Clock): CountedWriting {
  return {
    book: (book, settings) => ({
      async reserve(model, tokens, fits) {
        const reserved = await book.reserve(model, tokens, fits);
        if (!('nextDayAt' in reserved)) tally.count(COUNTED.modelRequests, { model });
        return reserved;
      },
      async settle(reservation, used) {
        const { model } = reservation;
        // Before it is written down: it was used all the same when that fails.
        tally.count(COUNTED.modelTokens, { model, direction: 'in' }, used.input);
        tally.count(COUNTED.modelTokens, { model, direction: 'out' }, used.output);
        const { inputPerMillion = 0, outputPerMillion = 0 } = settings().moneyPerDay ?? {};
        const cost = (used.input * inputPerMillion + used.output * outputPerMillion) / 1e6;
        tally.count(COUNTED.modelCost, { model }, cost);
        await book.settle(reservation, used);
      },
    }),
    writer: (writer) => ({
      async write(request, signal) {
        const began = clock.now();
        const written = await writer.write(request, signal);
        const cached = written.status === 'written' && written.cached;
        tally.count(COUNTED.modelAnswers, { outcome: cached ? 'cached' : written.status });
        if (written.status !== 'written') {
          tally.count(COUNTED.modelErrors, { code: written.code });
        } else if (!cached) {
          tally.observe(COUNTED.modelAnswer, {}, Math.max(0, clock.now() - began) / 1_000);
        }
        return written;
      },
    }),
    stats: { count: (result, what) => tally.count(COUNTED.texts, { result, what }) },
  };
}
