import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, NOON, TestRoad } from '../../test/support/road.js';
import { clearSettled } from './retention.js';

describeFastestDatabase('what is old', (open) => {
  test('is cleared away with its decisions and ledger entries; what is open or newer stays', async () => {
    const road = new TestRoad(await open());
    await road.propose({}, {}, { notBefore: NOON + 60_000 }, { notBefore: NOON + 3_600_000 });
    await road.runFor(120_000);
    const clear = (limit?: number) => clearSettled(road.database, ACCOUNT, NOON + 60_000, limit);
    expect(await clear(1)).toBe(1);
    expect(await clear()).toBe(1);
    expect(await clear()).toBe(0);
    expect(await road.states()).toEqual({ queued: 1, sent: 1 });
    expect(await road.ledger()).toHaveLength(1);
    expect(
      await road.database.query(`select 1 from ${road.database.schema}.decisions`),
    ).toHaveLength(1);
  });
});
