import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { heardPerHour, openTarget, rememberedPeers } from './target-rows.js';

const hour = 3_600_000;
const noon = Date.UTC(2026, 5, 1, 12);
const account = 'user:7';
const row = { account, key: '-1001', peer: -1001, written: '@grup1', schedule: 'every 1000' };

describeFastestDatabase('what is kept of a target', (open) => {
  test('liveliness counts the hours of its span, and of the first one only the part within it', async () => {
    const database = await open();
    const heard = { '-4': 999, '-3': 40, '-2': 10, '-1': 20, '0': 30 };
    for (const [hours, count] of Object.entries(heard)) {
      await database.query(`insert into ${database.schema}.activity values ($1, -1001, $2, $3)`, [
        account,
        new Date(noon + Number(hours) * hour),
        count,
      ]);
    }
    const now = noon + hour / 4;
    const rate = await heardPerHour(database, account, -1001, { now, hours: 3 });
    expect(rate).toBeCloseTo((40 * 0.75 + 10 + 20 + 30) / 3, 6);
    expect(await heardPerHour(database, account, -1002, { now, hours: 3 })).toBe(0);
  });

  test('a cron expression that never comes again is never due', async () => {
    const database = await open();
    expect(await openTarget(database, row, Number.POSITIVE_INFINITY)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test('its due time stands, whatever would be its first, until its schedule changes', async () => {
    const database = await open();
    expect(await openTarget(database, row, noon)).toBe(noon);
    expect(await openTarget(database, row, noon + hour)).toBe(noon);
    const changed = { ...row, schedule: 'every 2000' };
    expect(await openTarget(database, changed, noon + hour)).toBe(noon + hour);
  });

  test('the peer is remembered by what the operator wrote last', async () => {
    const database = await open();
    await openTarget(database, row, noon);
    await openTarget(database, { ...row, written: 't.me/grup1' }, noon);
    expect(await rememberedPeers(database, account)).toEqual(new Map([['t.me/grup1', -1001]]));
    expect(await rememberedPeers(database, 'user:8')).toEqual(new Map());
  });
});
