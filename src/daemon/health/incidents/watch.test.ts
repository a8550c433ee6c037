import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../../test/support/databases.js';
import { NOON, TestRoad } from '../../../../test/support/road.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import type { Alert, Alerts } from '../../../core/alerts.js';
import { PostaciError } from '../../../core/errors.js';
import { DAY_MS, localClock } from '../../../lib/local-time.js';
import { maskerFor } from '../../../lib/mask.js';
import { Telling } from '../telling.js';
import type { IncidentCode } from './catalogue.js';
import type { Sight } from './sight.js';
import { IncidentWatch } from './watch.js';

const MINUTE = 60_000;
const ACCOUNT = 'user:7';

const on = (key: string, code: IncidentCode = 'TARGET_BARRED'): Sight => ({
  ...{ is: 'on', code, key, what: `${key} is barred`, remedy: `Mend ${key}.` },
});
const over = (key: string): Sight => ({
  ...{ is: 'over', code: 'TARGET_BARRED', key, what: `${key} is open again` },
});
const unclear = (key: string): Sight => ({ is: 'unclear', code: 'TARGET_BARRED', key });

describeFastestDatabase('incidents', (open) => {
  async function stage() {
    const road = new TestRoad(await open());
    const { clock } = road;
    const told: Alert[] = [];
    const state = {
      sights: [] as readonly Sight[],
      canWrite: true,
      gone: false,
      /** What `tell` answers, and when. */
      arrives: async () => true,
    };
    const alerts: Alerts = {
      tell: (alert) => {
        told.push(alert);
        return state.arrives();
      },
    };
    /** A daemon that runs for some time, then stops in order. */
    async function daemon(during: (watch: IncidentWatch) => Promise<void>): Promise<void> {
      const telling = new Telling();
      const watch = new IncidentWatch({
        ...{ account: ACCOUNT, name: 'the account', clock, database: road.database },
        ...{ alerts, telling, logger: silentLogger },
        look: async () => {
          if (state.gone) throw new PostaciError('DATABASE_UNREACHABLE', 'it is gone', 'Wait');
          return { sights: state.sights, canWrite: state.canWrite };
        },
        local: () => localClock('UTC'),
        mask: maskerFor(['hunter2-hunter2']),
      });
      const stop = new AbortController();
      const run = watch.run(stop.signal).catch(() => undefined);
      await during(watch);
      stop.abort(new Error('stop'));
      await clock.during(Promise.all([run, telling.settled()]));
    }
    const pass = (minutes: number) => clock.run(clock.now() + minutes * MINUTE);
    const codes = () => told.map(({ code }) => code);
    return { clock, codes, daemon, pass, road, state, told };
  }

  test('are told once, with the remedy, however often they are seen and the daemon starts', async () => {
    const { daemon, pass, state, told } = await stage();
    state.sights = [on('@one')];
    for (let start = 0; start < 3; start++) await daemon(() => pass(10));
    expect(told).toEqual([
      {
        code: 'TARGET_BARRED',
        key: expect.stringMatching(/^TARGET_BARRED:\d+$/),
        severity: 'warning',
        text: 'postaci: the account: @one is barred. Mend @one.',
        bySavedMessages: true,
      },
    ]);
  });

  test('that begin together are one alert, however many they are', async () => {
    const { daemon, pass, state, told } = await stage();
    state.sights = Array.from({ length: 30 }, (_, index) => on(`@${index}`));
    await daemon(() => pass(3));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('@9 is barred; and 20 more.');
    expect(told[0]?.text.length).toBeLessThan(4_096);
    state.sights = state.sights.map(({ key }) => over(key));
    await daemon(() => pass(3));
    expect(told).toHaveLength(2);
  });

  test('that are over are told to be, once, after a restart too', async () => {
    const { daemon, codes, pass, state, told } = await stage();
    state.sights = [on('@one')];
    await daemon(() => pass(3));
    state.sights = [over('@one')];
    for (let start = 0; start < 2; start++) await daemon(() => pass(3));
    expect(codes()).toEqual(['TARGET_BARRED', 'TARGET_BARRED_OVER']);
    expect(told[1]).toMatchObject({
      severity: 'info',
      key: `${told[0]?.key}:over`,
      text: 'postaci: the account: @one is open again.',
    });
    state.sights = [on('@one')];
    await daemon(() => pass(3));
    expect(codes()).toHaveLength(3);
    expect(told[2]?.key).not.toBe(told[0]?.key);
  });

  test('that nobody can see now go on; those that nobody speaks of any more end in silence', async () => {
    const { daemon, codes, pass, state } = await stage();
    state.sights = [on('@one')];
    await daemon(() => pass(3));
    state.sights = [unclear('@one')];
    await daemon(() => pass(3));
    state.sights = [on('@one')];
    await daemon(() => pass(3));
    expect(codes()).toEqual(['TARGET_BARRED']);
    state.sights = [];
    await daemon(() => pass(3));
    state.sights = [over('@one')];
    await daemon(() => pass(3));
    expect(codes()).toEqual(['TARGET_BARRED']);
  });

  test('of a budget are told once a day, though it was raised and spent again', async () => {
    const { daemon, codes, pass, state } = await stage();
    const spent = on('messages-per-day:2026-06-10', 'BUDGET_SPENT');
    for (const sights of [
      [spent],
      [],
      [spent],
      [on('messages-per-day:2026-06-11', 'BUDGET_SPENT')],
    ]) {
      state.sights = sights;
      await daemon(() => pass(3));
    }
    expect(codes()).toEqual(['BUDGET_SPENT', 'BUDGET_SPENT']);
  });

  test('whose telling was cut short are told by the next daemon, by the same key', async () => {
    const { daemon, pass, state, told } = await stage();
    state.sights = [on('@one')];
    state.arrives = async () => false;
    await daemon(() => pass(1));
    expect(told).toHaveLength(1);
    state.arrives = async () => true;
    for (let start = 0; start < 2; start++) await daemon(() => pass(3));
    expect(told).toHaveLength(2);
    expect(told[1]?.key).toBe(told[0]?.key);
  });

  test('that end while the webhook is away are told to be over all the same', async () => {
    const { clock, daemon, codes, pass, state } = await stage();
    const arriveAt = NOON + 60 * MINUTE;
    state.arrives = () => clock.sleepUntil(arriveAt).then(() => true);
    state.sights = [on('@one')];
    await daemon(async () => {
      await pass(5);
      state.sights = [over('@one')];
      await pass(5);
      expect(codes()).toEqual(['TARGET_BARRED', 'TARGET_BARRED_OVER']);
    });
    await daemon(() => pass(5));
    expect(codes()).toHaveLength(2);
  });

  test('are looked at at once when somebody rings', async () => {
    const { daemon, codes, pass, state } = await stage();
    await daemon(async (watch) => {
      await pass(1.5);
      state.sights = [on('@one')];
      watch.ring();
      await pass(0.01);
      expect(codes()).toEqual(['TARGET_BARRED']);
    });
  });

  test('go by Saved Messages where the account can write, and never what is about the line', async () => {
    const { daemon, pass, state, told } = await stage();
    state.sights = [on('', 'TELEGRAM_UNREACHABLE')];
    await daemon(() => pass(2));
    state.canWrite = false;
    state.sights = [on('', 'NOTHING_SENT')];
    await daemon(() => pass(2));
    expect(told.map((one) => one.bySavedMessages)).toEqual([false, false]);
  });

  test('hold no secret', async () => {
    const { daemon, pass, state, told } = await stage();
    state.sights = [on('hunter2-hunter2 of +905551234567')];
    await daemon(() => pass(2));
    expect(told[0]?.text).not.toMatch(/hunter2|5551234/);
  });

  test('of the database itself are told after five minutes, once, and when it has been back for as long', async () => {
    const { daemon, codes, pass, state } = await stage();
    await daemon(async () => {
      await pass(2);
      state.gone = true;
      await pass(5);
      expect(codes()).toEqual([]);
      await pass(30);
      expect(codes()).toEqual(['DATABASE_UNREACHABLE']);
      state.gone = false;
      await pass(3);
      state.gone = true;
      await pass(3);
      state.gone = false;
      await pass(10);
      expect(codes()).toEqual(['DATABASE_UNREACHABLE', 'DATABASE_UNREACHABLE_OVER']);
    });
  });

  test('that end the daemon are told: a lost lease, and nothing that was told otherwise', async () => {
    const { daemon, codes, told } = await stage();
    await daemon(async (watch) => {
      watch.ending(new PostaciError('ACCOUNT_BANNED', 'banned', 'Write'));
      watch.ending(new Error('a bug'));
      watch.ending(new PostaciError('LEASE_LOST', 'the lease ran out', 'See to it'));
    });
    expect(codes()).toEqual(['LEASE_LOST']);
    expect(told[0]).toMatchObject({ severity: 'critical', bySavedMessages: false });
  });

  test('that were over ninety days ago are cleared away', async () => {
    const { clock, daemon, pass, road, state } = await stage();
    for (const key of ['@one', '@two']) {
      state.sights = [on(key)];
      await daemon(() => pass(2));
      state.sights = [];
      await daemon(() => pass(2));
      await clock.run(clock.now() + 91 * DAY_MS);
    }
    const rows = await road.database.query(`select key from ${road.database.schema}.incidents`);
    expect(rows).toEqual([{ key: '@two' }]);
  });
});
