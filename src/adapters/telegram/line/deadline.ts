import type { Clock } from '../../../core/clock.js';
import { childController } from '../../../lib/abort.js';
import { NoAnswer } from '../failure.js';

/**
 * The work's result, by a time or not at all. The work itself is not stopped: what it still brings is
 * dropped.
 * @throws NoAnswer `DEADLINE` at `untilMs`; the signal's reason when it aborts first
 */
export async function by<T>(
  untilMs: number,
  work: Promise<T>,
  clock: Clock,
  signal?: AbortSignal,
): Promise<T> {
  const { controller, dispose } = childController(signal);
  const late = clock.sleepUntil(untilMs, controller.signal).then(() => {
    throw new NoAnswer('DEADLINE');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    controller.abort();
    dispose();
  }
}
