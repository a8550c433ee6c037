import type { Control } from '../../control/contract/control.js';
import type { Status } from '../../control/contract/status.js';
import type { Clock } from '../../core/clock.js';
import { childController, isAbort } from '../../lib/abort.js';
import type { Bell } from '../../lib/bell.js';
import type { Store } from '../state/store.js';

/** The status is asked for so often while nothing happens, */
const EVERY_MS = 1_500;
/** and never more often than this, however much happens. */
const AT_MOST_EVERY_MS = 400;
/** A daemon that takes longer to say how it is counts as away. */
const PATIENCE_MS = 10_000;

/** What the followers of the daemon stand on. */
export interface Following {
  readonly control: Control;
  readonly clock: Clock;
  readonly store: Store;
  /** Rung when something has happened that the status may tell more of. */
  readonly bell: Bell;
  readonly signal: AbortSignal;
}

/** Keeps the status fresh until the signal aborts; what fails is tried again. */
export async function followStatus({ control, clock, store, bell, signal }: Following) {
  while (!signal.aborted) {
    const askedAt = clock.now();
    try {
      const status = await within(control.status(), clock, signal);
      store.later({ type: 'status', status, now: clock.now() });
    } catch (error) {
      if (isAbort(error, signal)) return;
      store.later({ type: 'away', now: clock.now() });
    }
    await bell.waitUntil(clock, askedAt + EVERY_MS, signal);
    await clock.sleepUntil(askedAt + AT_MOST_EVERY_MS, signal);
  }
}

async function within(answer: Promise<Status>, clock: Clock, signal: AbortSignal): Promise<Status> {
  const { controller, dispose } = childController(signal);
  // The later of the two has nobody who waits for it.
  answer.catch(() => undefined);
  const patience = clock.sleepUntil(clock.now() + PATIENCE_MS, controller.signal).then(() => {
    throw new Error('the daemon does not answer');
  });
  try {
    return await Promise.race([answer, patience]);
  } finally {
    patience.catch(() => undefined);
    controller.abort();
    dispose();
  }
}
