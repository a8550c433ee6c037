import type { Control } from '../../control/contract/control.js';
import type { StreamedEvent } from '../../control/contract/stream.js';
import type { Clock } from '../../core/clock.js';
import { PostaciError } from '../../core/errors.js';
import { isAbort } from '../../lib/abort.js';

/** A daemon that is away is asked again after so long. */
const AGAIN_AFTER_MS = 1_000;

/**
 * Live events until the signal aborts, also over a restart of the daemon: what came since the last one is told first,
 * as far as it is kept.
 * @throws PostaciError `DAEMON_NOT_RUNNING` when none runs at the beginning
 */
export async function* followEvents(
  control: Pick<Control, 'status' | 'events'>,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent> {
  await control.status();
  let last: string | undefined;
  while (!signal.aborted) {
    try {
      for await (const one of control.events(signal, last)) {
        last = one.id;
        yield one;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PostaciError && error.code === 'DAEMON_NOT_RUNNING')) throw error;
    }
    try {
      await clock.sleepUntil(clock.now() + AGAIN_AFTER_MS, signal);
    } catch (error) {
      if (isAbort(error, signal)) return;
      throw error;
    }
  }
}
