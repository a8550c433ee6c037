import type { Clock } from '../core/clock.js';
import type { Queryable } from '../core/database.js';
import type { EventBus, LiveEvent } from '../core/events.js';
import { childController } from '../lib/abort.js';

const LONGEST_WAIT_MS = 60_000;

/**
 * Waits until an intent has its end or a rule holds it back; a minute at most.
 * @throws the signal's reason when it aborts
 */
export async function untilSettled(
  database: Queryable,
  events: EventBus,
  clock: Clock,
  id: number,
  signal: AbortSignal,
): Promise<void> {
  const { controller: enough, dispose } = childController(signal);
  const unsubscribe = events.subscribe((event) => {
    if (isEnd(event, id)) enough.abort();
  });
  try {
    // Asked after subscribing: an end in between is seen here.
    const [row] = await database.query<{ settled: boolean }>(
      `select settled_at is not null or rule is not null as settled
       from ${database.schema}.outbox where id = $1`,
      [id],
    );
    if (row && !row.settled) {
      await clock.sleepUntil(clock.now() + LONGEST_WAIT_MS, enough.signal).catch(() => {});
      signal.throwIfAborted();
    }
  } finally {
    unsubscribe();
    dispose();
  }
}

function isEnd(event: LiveEvent, id: number): boolean {
  if (event.type !== 'intent' || event.id !== id) return false;
  return event.state === 'queued' ? event.rule !== undefined : event.state !== 'sending';
}
