import { expect, test } from '@jest/globals';
import { describeDatabases, describePostgres } from '../../../test/support/databases.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import { systemClock } from '../../lib/system-clock.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { acquireLease } from './lease.js';

const START = Date.UTC(2026, 10, 21);

/** Makes the lease run out, without waiting for it. */
function runOut(db: Database): Promise<unknown> {
  return db.query(`update ${db.schema}.lease set expires_at = clock_timestamp()`);
}

async function secondsLeft(db: Database): Promise<unknown> {
  const [row] = await db.query(
    `select round(extract(epoch from expires_at - clock_timestamp()))::integer as left
     from ${db.schema}.lease`,
  );
  return row?.left;
}

describeDatabases('the lease', (open) => {
  const owner = (db: Database, more: { holder?: string; alone?: boolean } = {}) =>
    acquireLease(db, { account: 'a', clock: systemClock, ...more });

  test('has one owner; the second is told who, where and until when', async () => {
    const db = await open();
    await owner(db);
    const error = await owner(await db.another()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'LEASE_HELD',
      problem: expect.stringMatching(
        new RegExp(`^account a is in use by process ${process.pid} on .+, since 20\\d\\d-`),
      ),
      remedy: expect.stringMatching(/the account is free at 20\S+Z \(in (29|30) s\)/),
    });
  });

  test('leaves other accounts alone', async () => {
    const db = await open();
    await owner(db);
    await expect(acquireLease(db, { account: 'b', clock: systemClock })).resolves.toBeDefined();
  });

  test('is free when it was released, and when it ran out; the token grows each time', async () => {
    const db = await open();
    const first = await owner(db);
    await first.release();
    const second = await owner(db);
    await runOut(db);
    const third = await owner(db);
    expect([first.token, second.token, third.token]).toEqual([1, 2, 3]);
  });

  test('of the dead need not be waited for where nobody else can be', async () => {
    const db = await open();
    await owner(db, { holder: 'a process that was killed' });
    await expect(owner(db, { alone: true })).resolves.toMatchObject({ token: 2 });
  });

  test('of another is not freed by a late release', async () => {
    const db = await open();
    const late = await owner(db);
    await runOut(db);
    await owner(db, { holder: 'the new one' });
    await late.release();
    await expect(owner(db)).rejects.toMatchObject({ code: 'LEASE_HELD' });
  });

  test('fences: only the owner commits', async () => {
    const db = await open();
    const late = await owner(db);
    await db.transaction((tx) => late.fence(tx));
    await runOut(db);
    // Run out, but nobody came: still the only owner.
    await db.transaction((tx) => late.fence(tx));
    const current = await owner(db, { holder: 'the new one' });
    await expect(db.transaction((tx) => late.fence(tx))).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    await db.transaction((tx) => current.fence(tx));
  });

  test('is renewed every third of its time, until the signal', async () => {
    const db = await open();
    const clock = new VirtualClock(START);
    const lease = await acquireLease(db, { account: 'a', clock });
    const stop = new AbortController();
    const kept = lease.keep(stop.signal);
    await runOut(db);
    await clock.run(START + 9_999);
    await expect(secondsLeft(db)).resolves.toBeLessThanOrEqual(0);
    await clock.run(START + 10_000);
    await untilTrue(() => clock.sleeping === 1);
    await expect(secondsLeft(db)).resolves.toBeGreaterThanOrEqual(29);
    stop.abort();
    await expect(kept).resolves.toBeUndefined();
  });

  test('that another process took over is reported to who kept it', async () => {
    const db = await open();
    const clock = new VirtualClock(START);
    const lease = await acquireLease(db, { account: 'a', clock });
    const lost = expect(lease.keep(new AbortController().signal)).rejects.toMatchObject({
      code: 'LEASE_LOST',
      exitCode: 7,
    });
    await runOut(db);
    await owner(db, { holder: 'the new one' });
    await clock.run(START + 10_000);
    await lost;
  });

  test('outlives a database that is away for less than its time, and ends with it otherwise', async () => {
    const db = await open();
    const clock = new VirtualClock(START);
    let away = false;
    const shaky: Database = {
      kind: db.kind,
      schema: db.schema,
      query: (sql, params) =>
        away
          ? Promise.reject(new PostaciError('DATABASE_UNREACHABLE', 'away', 'wait'))
          : db.query(sql, params),
      transaction: (work) => db.transaction(work),
      close: () => db.close(),
    };
    const lease = await acquireLease(shaky, { account: 'a', clock });
    const kept = lease.keep(new AbortController().signal);
    const lost = expect(kept).rejects.toMatchObject({
      code: 'LEASE_LOST',
      problem: expect.stringContaining('out of reach'),
    });
    away = true;
    await clock.run(START + 29_000);
    away = false;
    await runOut(db);
    await clock.run(START + 30_000);
    await untilTrue(() => clock.sleeping === 1);
    await expect(secondsLeft(db)).resolves.toBeGreaterThanOrEqual(29);
    away = true;
    await clock.run(START + 70_000);
    await lost;
  });
});

describePostgres('the lease between two connections', (open) => {
  test('does not change hands while its owner commits under the fence', async () => {
    const db = await open();
    const other = await db.another();
    const lease = await acquireLease(db, { account: 'a', clock: systemClock });
    await runOut(db);
    const order: string[] = [];
    let successor: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      await lease.fence(tx);
      successor = acquireLease(other, { account: 'a', clock: systemClock }).then(() =>
        order.push('taken over'),
      );
      await untilTrue(async () => {
        // Not by `tx`: one transaction sees one picture of the server's activity.
        const waiting = await db.query(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1`,
          [`%${db.schema}.lease as held%`],
        );
        return waiting.length === 1;
      });
      order.push('committed');
    });
    await successor;
    expect(order).toEqual(['committed', 'taken over']);
  });

  test('is had by exactly one of many who come at once', async () => {
    const db = await open();
    const others = await Promise.all(Array.from({ length: 6 }, () => db.another()));
    const results = await Promise.allSettled(
      others.map((other, index) =>
        acquireLease(other, { account: 'a', clock: systemClock, holder: `number ${index}` }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

/** Lets the event loop turn until it is so; the test's own deadline ends a vain wait. */
async function untilTrue(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
