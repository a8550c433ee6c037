import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { Database } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import { Activity } from '../lib/activity.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { KeptFloodWaits } from './flood-waits.js';

const START = Date.UTC(2026, 4, 1, 12);
const MINUTE = 60_000;

describeFastestDatabase('the methods that have to rest', (open) => {
  async function setUp() {
    const activity = new Activity();
    const clock = new VirtualClock(START, () => activity.quiet());
    const real = await open();
    const state = { broken: false, writes: 0 };
    const database: Database = {
      kind: real.kind,
      schema: real.schema,
      query: (sql, params) => {
        if (sql.startsWith('insert')) {
          state.writes++;
          if (state.broken) return Promise.reject(gone());
        }
        return activity.track(real.query(sql, params));
      },
      transaction: (work) => activity.track(real.transaction(work)),
      close: () => real.close(),
    };
    const load = (account = 'user:1') =>
      KeptFloodWaits.load({ database, account, clock, logger: silentLogger });
    return { clock, load, state };
  }

  test('rest as long after a restart, and no longer', async () => {
    const { clock, load } = await setUp();
    const first = await load();
    first.note('users.getUsers', 'FLOOD_WAIT_300', START + 5 * MINUTE);
    first.note('updates.getDifference', 'FLOOD_WAIT_60', START + MINUTE);
    await first.close();
    await clock.run(START + 2 * MINUTE);
    const second = await load();
    expect(second.inForce()).toEqual([
      { method: 'users.getUsers', code: 'FLOOD_WAIT_300', until: START + 5 * MINUTE },
    ]);
    expect(second.until('users.getUsers')).toBe(START + 5 * MINUTE);
    expect(second.until('updates.getDifference')).toBeUndefined();
    expect((await load('user:2')).inForce()).toEqual([]);
    await clock.run(START + 5 * MINUTE);
    expect(second.until('users.getUsers')).toBeUndefined();
  });

  test('a shorter wait does not end a longer one, here or in the database', async () => {
    const { load } = await setUp();
    const first = await load();
    const second = await load();
    first.note('users.getUsers', 'FLOOD_WAIT_300', START + 5 * MINUTE);
    first.note('users.getUsers', 'FLOOD_WAIT_60', START + MINUTE);
    expect(first.until('users.getUsers')).toBe(START + 5 * MINUTE);
    await first.close();
    second.note('users.getUsers', 'FLOOD_WAIT_60', START + MINUTE);
    await second.close();
    expect((await load()).until('users.getUsers')).toBe(START + 5 * MINUTE);
  });

  test('a wait of the whole account is every method’s', async () => {
    const { load } = await setUp();
    const waits = await load();
    waits.note('*', 'FLOOD_WAIT_60', START + MINUTE);
    expect(waits.until('contacts.resolveUsername')).toBe(START + MINUTE);
    expect(waits.inForce(['users.getUsers'])).toHaveLength(1);
    await waits.close();
  });

  test('a write that fails is repeated until it is there', async () => {
    const { clock, load, state } = await setUp();
    const waits = await load();
    state.broken = true;
    waits.note('users.getUsers', 'FLOOD_WAIT_3000', START + 50 * MINUTE);
    await clock.run(START + 10 * MINUTE);
    expect(state.writes).toBeGreaterThan(5);
    expect((await load()).until('users.getUsers')).toBeUndefined();
    state.broken = false;
    await clock.run(START + 12 * MINUTE);
    expect((await load()).until('users.getUsers')).toBe(START + 50 * MINUTE);
    await waits.close();
  });

  test('closing tries once more what could not be written, and ends', async () => {
    const { clock, load, state } = await setUp();
    const waits = await load();
    state.broken = true;
    waits.note('users.getUsers', 'FLOOD_WAIT_3000', START + 50 * MINUTE);
    await clock.run(START + MINUTE);
    state.broken = false;
    await waits.close();
    expect((await load()).until('users.getUsers')).toBe(START + 50 * MINUTE);
    expect(clock.sleeping).toBe(0);
  });
});

const gone = () => new PostaciError('DATABASE_UNREACHABLE', 'it is gone', 'Start it');
