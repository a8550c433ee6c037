import type { Clock } from '../core/clock.js';
import type { Database } from '../core/database.js';
import type { EventBus, LiveEvent } from '../core/events.js';

const LONGEST_WAIT_MS = 60_000;

/** Waits until an intent has its end or a rule holds it back; a minute at most. */
export async function untilSettled(
  database: Database,
  events: EventBus,
  clock: Clock,
  id: number,
): Promise<void> {
  const enough = new AbortController();
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
    }
  } finally {
    unsubscribe();
  }
}

function isEnd(event: LiveEvent, id: number): boolean {
  if (event.type !== 'intent' || event.id !== id) return false;
  return event.state === 'queued' ? event.rule !== undefined : event.state !== 'sending';
}
