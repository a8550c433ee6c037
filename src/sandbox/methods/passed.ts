import type { Clock } from '../../core/clock.js';
import { isAbort } from '../../lib/abort.js';

/** Lets time pass. @returns false when it was aborted meanwhile. */
export async function passed(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleepUntil(clock.now() + ms, signal);
    return true;
  } catch (error) {
    if (isAbort(error, signal)) return false;
    throw error;
  }
}
