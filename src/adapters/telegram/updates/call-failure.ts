import type { Wait } from '../../../core/updates.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';

/** The answer, or how long Telegram wants to be left alone before it is asked again. */
export async function orWait<T>(work: Promise<T>): Promise<T | Wait> {
  try {
    return await work;
  } catch (error) {
    const outcome = error instanceof TelegramError ? outcomeOf(error) : undefined;
    if (outcome?.status !== 'wait') throw error;
    return { kind: 'wait', code: outcome.code, waitMs: outcome.waitMs };
  }
}

/**
 * Can the difference not be told, now and later? Telegram does not know the place in the sequence, or its
 * answer is beyond this client's reading.
 */
export function isBeyondTelling(error: unknown): boolean {
  if (error instanceof NoAnswer) return error.code === 'UNREADABLE';
  return (
    error instanceof TelegramError && /^PERSISTENT_TIMESTAMP_(INVALID|EMPTY)$/.test(error.text)
  );
}
