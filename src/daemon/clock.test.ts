import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { silentLogger } from '../../test/support/silent-logger.js';
import { clockOf } from '../lib/system-clock.js';
import { openClock } from './clock.js';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 0, 1, 12);
const machine = clockOf(() => NOON);

describeFastestDatabase('the clock of a daemon', (open) => {
  test('is the machine’s where nothing has happened yet', async () => {
    const clock = await openClock(await open(), machine, silentLogger);
    expect(clock.now()).toBe(NOON);
  });

  test('goes on from the newest time in the database, and says that the machine’s is behind', async () => {
    const database = await open();
    const ahead = new Date(NOON + HOUR_MS);
    await database.query(
      `insert into ${database.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
       values (1, 'account', 'message', 'unsolicited', 1, $1, 'sent')`,
      [ahead],
    );
    await database.query(
      `insert into ${database.schema}.inbox (account, key, kind, own, heard_at)
       values ('account', 'm:1:1', 'message', false, $1)`,
      [new Date(NOON - HOUR_MS)],
    );
    const warned: unknown[] = [];
    const logger = { ...silentLogger, warn: (...words: unknown[]) => warned.push(words) };
    const clock = await openClock(database, machine, logger);
    expect(clock.now()).toBeGreaterThanOrEqual(ahead.getTime());
    expect(clock.now()).toBeLessThan(ahead.getTime() + 60_000);
    expect(warned).toEqual([[expect.any(String), expect.objectContaining({ behindMinutes: 60 })]]);
  });

  test('is the machine’s when an earlier one was ahead by days, and says what to do', async () => {
    const database = await open();
    await database.query(
      `insert into ${database.schema}.inbox (account, key, kind, own, heard_at)
       values ('account', 'm:1:1', 'message', false, $1)`,
      [new Date(NOON + 48 * HOUR_MS)],
    );
    const told: unknown[] = [];
    const logger = { ...silentLogger, error: (...words: unknown[]) => told.push(words) };
    const clock = await openClock(database, machine, logger);
    expect(clock.now()).toBeLessThan(NOON + HOUR_MS);
    expect(told).toEqual([[expect.any(String), expect.objectContaining({ aheadHours: 48 })]]);
  });
});
