import { createHash } from 'node:crypto';
import type { Cache } from '../../core/cache.js';
import type { Clock } from '../../core/clock.js';
import { PostaciError } from '../../core/errors.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { Logger } from '../../core/logger.js';
import type { UsageBook } from '../../core/usage-book.js';
import type { WriteRequest, Writer, Written } from '../../core/writer.js';
import { faultOfAddress } from './address.js';
import { Asking } from './asking.js';
import { Slots } from './slots.js';

/** What a writer is made of. */
export interface WriterParts {
  /** As they are now: they may change while it runs. */
  readonly settings: () => LlmSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly cache: Cache;
  readonly usage: UsageBook;
  /** For the pauses between attempts. @default Math.random */
  readonly random?: () => number;
}

/** When too many wait for the model, or something unforeseen happened. */
const COME_AGAIN_MS = 30_000;

/**
 * Any model behind an OpenAI-compatible endpoint: Ollama, OpenAI, or whatever speaks
 * `POST /chat/completions`.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function createWriter({ cache, settings, logger, ...parts }: WriterParts): Writer {
  const slots = new Slots();
  const asking = new Asking({ ...parts, logger, settings });

  async function write(request: WriteRequest, signal: AbortSignal): Promise<Written> {
    const known = await cached(request);
    if (known) return known;
    const giveBack = await slots.take(() => settings().maxConcurrent, signal);
    if (!giveBack) {
      const reason =
        'too many texts wait for the model: a faster one, or fewer of them, would help';
      return { status: 'wait', code: 'MODEL_BUSY', reason, waitMs: COME_AGAIN_MS };
    }
    try {
      // Somebody may have asked the same while this one waited.
      const meanwhile = await cached(request);
      if (meanwhile) return meanwhile;
      const now = settings();
      const bad = faultOfAddress(now.baseUrl);
      if (bad !== undefined) {
        return { status: 'refused', code: 'MODEL_ADDRESS_WRONG', reason: bad };
      }
      const written = await asking.until(request, signal);
      if (written.status === 'written' && request.cacheKey !== undefined) {
        await cache.set(nameInCache(request.cacheKey, now), written.text, now.cacheTtlMs);
      }
      return written;
    } finally {
      giveBack();
    }
  }

  async function cached({ cacheKey }: WriteRequest): Promise<Written | undefined> {
    const now = settings();
    if (cacheKey === undefined || now.cacheTtlMs <= 0) return undefined;
    const text = await cache.get(nameInCache(cacheKey, now));
    return text === undefined ? undefined : { status: 'written', text, cached: true };
  }

  return {
    async write(request, signal) {
      signal.throwIfAborted();
      try {
        const written = await write(request, signal);
        signal.throwIfAborted();
        return written;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof PostaciError) {
          const { code, message: reason } = error;
          return { status: 'wait', code, reason, waitMs: COME_AGAIN_MS };
        }
        // Its message may hold anything, the key too: the kind is enough to find the place.
        const kind = error instanceof Error ? error.constructor.name : typeof error;
        logger.error('the language model could not be asked', { code: 'MODEL_FAILED', kind });
        const reason = `the model could not be asked (${kind})`;
        return { status: 'wait', code: 'MODEL_FAILED', reason, waitMs: COME_AGAIN_MS };
      }
    },
  };
}

/** Another model or endpoint would write another text. */
function nameInCache(cacheKey: string, { baseUrl, model }: LlmSettings): string {
  const hash = createHash('sha256').update(JSON.stringify([baseUrl, model, cacheKey]));
  return `llm:${hash.digest('base64url')}`;
}
