import { isAbort } from '../../lib/abort.js';
import { backoffMs } from '../../lib/backoff.js';
import type { Following } from './status.js';

/** The status is worth a look after an event, but not after each of a thousand. */
const RING_EVERY_MS = 1_000;
const PATIENCE = { firstMs: 250, longestMs: 5_000 };

/** Feeds live events to the store until the signal aborts; a stream that ends is taken up where it ended. */
export async function followEvents({ control, clock, store, bell, signal }: Following) {
  let last: string | undefined;
  let rung = Number.NEGATIVE_INFINITY;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      for await (const { id, event } of control.events(signal, last)) {
        if (id !== '') last = id;
        failures = 0;
        store.hear(event);
        if (clock.now() - rung >= RING_EVERY_MS) {
          rung = clock.now();
          bell.ring();
        }
      }
    } catch (error) {
      // The daemon is away, which the status says; or the terminal is being left.
      if (isAbort(error, signal)) return;
    }
    await clock.sleepUntil(clock.now() + backoffMs(failures, PATIENCE), signal);
  }
}
