import { backoffMs } from '../../../lib/backoff.js';
import { endsSession } from '../account-errors.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';
import type { Timings } from './timings.js';

/** A server that says -404 so often, on fresh lines, means it. */
const KEY_FORGOTTEN_LIMIT = 3;

/** An attempt to connect that failed. Times are milliseconds since the epoch. */
interface FailedAttempt {
  readonly error: unknown;
  /** How many failed before it. */
  readonly attempt: number;
  readonly beganAt: number;
  readonly failedAt: number;
}

/**
 * When to try again: longer after it each time, and never sooner than Telegram asks. The time that an attempt
 * hung in vain counts, so that a server that is there again is found within the longest pause.
 */
export function nextAttemptAt(
  { error, attempt, beganAt, failedAt }: FailedAttempt,
  timings: Timings,
): number {
  const patient = beganAt + growingPause(attempt, timings);
  return Math.max(failedAt, patient, failedAt + namedWaitMs(error));
}

/**
 * How long to wait before a line is replaced that did not last. The first is replaced at once; a server that
 * takes every line and soon drops it again is not asked in a hot loop.
 * @param shortLived how many lines in a row did not last
 */
export function pauseBetween(shortLived: number, timings: Timings): number {
  return shortLived < 2 ? 0 : growingPause(shortLived - 2, timings);
}

/** Another attempt may help, unless Telegram has ended the session or something else is broken. */
export function throwUnlessTransient(error: unknown, timesKeyForgotten: number): void {
  if (timesKeyForgotten >= KEY_FORGOTTEN_LIMIT) throw new TelegramError(401, 'KEY_FORGOTTEN');
  if (error instanceof NoAnswer) return;
  if (!(error instanceof TelegramError) || endsSession(error)) throw error;
}

/** How long Telegram itself asks to wait before the next attempt. */
function namedWaitMs(error: unknown): number {
  const outcome = error instanceof TelegramError ? outcomeOf(error) : undefined;
  return outcome?.status === 'wait' ? outcome.waitMs : 0;
}

function growingPause(attempt: number, { firstRetryMs, longestRetryMs }: Timings): number {
  return backoffMs(attempt, { firstMs: firstRetryMs, longestMs: longestRetryMs });
}
