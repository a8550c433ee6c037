import { expect, test } from '@jest/globals';
import type { Queryable } from '../core/database.js';
import { createEventBus } from '../lib/event-bus.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { untilSettled } from './until-settled.js';

const NOON = Date.UTC(2026, 5, 1, 12);

/** An intent that waits, as the database tells it. */
const waiting: Queryable = { schema: 's', query: async () => [{ settled: false }] as never };

function start(db = waiting) {
  const clock = new VirtualClock(NOON);
  const events = createEventBus();
  const stop = new AbortController();
  const settled = untilSettled(db, events, clock, 7, stop.signal).then(
    () => clock.now() - NOON,
    (error: unknown) => error,
  );
  return { clock, events, stop, settled };
}

test('waits for the end of that message, a minute at most', async () => {
  const { clock, settled } = start();
  await clock.run(NOON + 120_000);
  expect(await settled).toBe(60_000);
});

test('ends at once with the message, or when a rule holds it back', async () => {
  for (const more of [{ state: 'sent' }, { state: 'queued', rule: 'day-cap' }] as const) {
    const { clock, events, settled } = start();
    await clock.run(NOON + 1_000);
    events.publish({ type: 'intent', at: NOON, id: 7, service: 'message', peer: -1, ...more });
    expect(await settled).toBe(1_000);
  }
});

test('gives up when the daemon stops, with the reason for it', async () => {
  const { clock, stop, settled } = start();
  await clock.run(NOON + 1_000);
  const reason = new Error('the daemon is stopping');
  stop.abort(reason);
  expect(await settled).toBe(reason);
});
