import type { Following } from './status.js';

const SECOND_MS = 1_000;

/** Lets countdowns run, until the signal aborts. */
export async function followTime({ clock, store, signal }: Following): Promise<void> {
  for (;;) {
    await clock.sleepUntil(clock.now() + SECOND_MS, signal);
    store.later({ type: 'tick', now: clock.now() });
  }
}
