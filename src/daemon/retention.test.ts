import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, NOON, TestRoad } from '../../test/support/road.js';
import type { Database } from '../core/database.js';
import type { Logger } from '../core/logger.js';
import { isAbort } from '../lib/abort.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { KEPT_MS } from '../outbox/retention.js';
import { keepCleared } from './retention.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function listener(): { logger: Logger; said: string[] } {
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  const logger: Logger = { debug: note, info: note, warn: note, error: note, child: () => logger };
  return { logger, said };
}

/** Counts what is asked, and fails when it is told to. */
function watched(database: Database) {
  const watch = { asked: 0, underWay: 0, failing: false };
  const queryable: Database = {
    schema: database.schema,
    kind: database.kind,
    transaction: (work) => database.transaction(work),
    close: () => database.close(),
    async query(sql, params) {
      watch.asked++;
      if (watch.failing) throw new Error('the database is out of reach');
      watch.underWay++;
      return database.query(sql, params).finally(() => watch.underWay--) as never;
    },
  };
  return { watch, queryable };
}

describeFastestDatabase('what is settled or was heard', (open) => {
  test('is cleared away daily once it is old enough, however often the database was out of reach', async () => {
    const road = new TestRoad(await open());
    const { schema } = road.database;
    await road.database.query(
      `insert into ${schema}.inbox (account, key, kind, own, heard_at) values ($1, 'p:1', 'message', false, $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    const heard = () => road.database.query(`select key from ${schema}.inbox`);
    await road.propose({}, {});
    await road.runFor(60_000);
    expect(await road.states()).toEqual({ sent: 2 });

    const { watch, queryable } = watched(road.database);
    const { logger, said } = listener();
    const settled = async () => {
      let quiet = 0;
      while (quiet < 4) {
        await new Promise((resolve) => setImmediate(resolve));
        quiet = watch.underWay === 0 ? quiet + 1 : 0;
      }
    };
    const clock = new VirtualClock(NOON + KEPT_MS - DAY_MS, settled);
    const stopping = new AbortController();
    const running = keepCleared(
      { database: queryable, clock, logger },
      ACCOUNT,
      { clear: async () => 0 },
      stopping.signal,
    );
    const ended = running.catch((error: unknown) => isAbort(error, stopping.signal));

    await clock.run(NOON + KEPT_MS - 1);
    expect(await road.states()).toEqual({ sent: 2 });
    expect(await heard()).toEqual([]);
    expect(watch.asked).toBe(2);

    watch.failing = true;
    await clock.run(NOON + KEPT_MS + HOUR_MS);
    expect(said.at(-1)).toMatch('again in an hour');
    watch.failing = false;
    await clock.run(NOON + KEPT_MS + 2 * HOUR_MS);
    expect(await road.states()).toEqual({});
    expect(said.at(-1)).toMatch('cleared away');

    stopping.abort(new Error('enough'));
    expect(await ended).toBe(true);
  });
});
