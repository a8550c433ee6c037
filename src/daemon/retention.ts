import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import type { Logger } from '../core/logger.js';
import { clearHeard, HEARD_KEPT_MS } from '../inbox/retention.js';
import { DAY_MS, HOUR_MS } from '../lib/local-time.js';
import { clearSettled, KEPT_MS } from '../outbox/retention.js';
import type { PeopleDesk } from '../people/people.js';

/** A start has more urgent things to do. */
const FIRST_AFTER_MS = HOUR_MS / 4;
const PAGE = 1_000;

/**
 * Clears away once a day what was settled or heard so long ago that it is no longer kept, until the signal
 * aborts.
 * A database that is out of reach meanwhile is asked again an hour later.
 */
export async function keepCleared(
  { database, clock, logger }: { database: Database; clock: Clock; logger: Logger },
  account: string,
  people: Pick<PeopleDesk, 'clear'>,
  signal: AbortSignal,
): Promise<void> {
  for (let nextAt = clock.now() + FIRST_AFTER_MS; ; ) {
    await clock.sleepUntil(nextAt, signal);
    nextAt = clock.now() + DAY_MS;
    try {
      const sent = await clearPages(clearSettled, database, account, clock.now() - KEPT_MS, signal);
      const heardBefore = clock.now() - HEARD_KEPT_MS;
      const heard = await clearPages(clearHeard, database, account, heardBefore, signal);
      const erased = await clearOfPeople(database, people, signal);
      if (sent + heard + erased > 0) {
        logger.info('what is no longer kept was cleared away', { sent, heard, erased });
      }
    } catch (error) {
      signal.throwIfAborted();
      nextAt = clock.now() + HOUR_MS;
      logger.warn('what is no longer kept could not be cleared away; trying again in an hour', {
        error,
      });
    }
  }
}

/** Of people: what is older than its window; each page in a transaction of its own. */
async function clearOfPeople(
  database: Database,
  people: Pick<PeopleDesk, 'clear'>,
  signal: AbortSignal,
): Promise<number> {
  let cleared = 0;
  for (let page = PAGE; page === PAGE; cleared += page) {
    signal.throwIfAborted();
    page = await database.transaction((tx) => people.clear(tx, PAGE));
  }
  return cleared;
}

async function clearPages(
  clear: typeof clearSettled,
  database: Queryable,
  account: string,
  before: number,
  signal: AbortSignal,
): Promise<number> {
  let cleared = 0;
  for (let page = PAGE; page === PAGE; cleared += page) {
    signal.throwIfAborted();
    page = await clear(database, account, before, PAGE);
  }
  return cleared;
}
