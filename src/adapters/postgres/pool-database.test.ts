import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../test/support/databases.js';
import { type Queryable, toTimestamp } from '../../core/database.js';

describeDatabases('the database port', (open) => {
  test('gives whole numbers for int8, and refuses those that a number cannot hold', async () => {
    const db = await open();
    await expect(
      db.query('select count(*) as count, 9007199254740991::int8 as most'),
    ).resolves.toEqual([{ count: 1, most: Number.MAX_SAFE_INTEGER }]);
    await expect(db.query('select 9007199254740992::int8')).rejects.toThrow(/cast the column/);
    await expect(db.query('select (-9223372036854775808)::int8::text as id')).resolves.toEqual([
      { id: '-9223372036854775808' },
    ]);
  });

  test('carries 64-bit arrays as bigints, both ways', async () => {
    const db = await open();
    const ids = [-(2n ** 63n), 0n, 2n ** 63n - 1n];
    await expect(
      db.query(`select $1::int8[] as ids, '{}'::int8[] as none, '{1,null}'::int8[] as holes`, [
        ids,
      ]),
    ).resolves.toEqual([{ ids, none: [], holes: [1n, null] }]);
  });

  test('carries times as milliseconds, infinity included', async () => {
    const db = await open();
    const at = Date.UTC(2026, 10, 21, 12, 30, 15, 123);
    await expect(
      db.query(
        'select $1::timestamptz as at, $2::timestamptz as never, null::timestamptz as none',
        [toTimestamp(at), toTimestamp(Number.POSITIVE_INFINITY)],
      ),
    ).resolves.toEqual([{ at, never: Number.POSITIVE_INFINITY, none: null }]);
    await expect(
      db.query(`select '-infinity'::timestamptz as ever, '2026-11-21'::date as day`),
    ).resolves.toEqual([{ ever: Number.NEGATIVE_INFINITY, day: '2026-11-21' }]);
  });

  test('parses jsonb', async () => {
    const db = await open();
    const content = { text: 'Günaydın "dünya"', list: [1, null] };
    await expect(
      db.query('select $1::jsonb as content', [JSON.stringify(content)]),
    ).resolves.toEqual([{ content }]);
  });

  test('commits what resolves, and takes back what throws', async () => {
    const db = await open();
    const pause = `insert into ${db.schema}.pauses values ('a', $1, to_timestamp(0), 'me')`;
    await expect(
      db.transaction(async (tx) => {
        await tx.query(pause, ['kept']);
        return 7;
      }),
    ).resolves.toBe(7);
    // Not the database's own, however much it looks like it.
    const thrown = Object.assign(new Error('changed my mind'), { code: 'ECONNREFUSED' });
    await expect(
      db.transaction(async (tx) => {
        await tx.query(pause, ['dropped']);
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    await expect(db.query(`select service from ${db.schema}.pauses`)).resolves.toEqual([
      { service: 'kept' },
    ]);
  });

  test('takes the statements of a transaction one after the other, and none after its end', async () => {
    const db = await open();
    let late: Queryable | undefined;
    await db.transaction(async (tx) => {
      late = tx;
      const answers = await Promise.all([1, 2, 3].map((n) => tx.query('select $1::int as n', [n])));
      expect(answers.flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
    await expect(late?.query('select 1')).rejects.toThrow(/after the end/);
  });

  test('says so when a swallowed error has undone the transaction', async () => {
    const db = await open();
    await expect(
      db.transaction(async (tx) => {
        await tx.query(`insert into ${tx.schema}.pauses values ('a', '*', to_timestamp(0), 'me')`);
        await tx.query('select 1/0').catch(() => undefined);
      }),
    ).rejects.toThrow(/rolled back/);
    await expect(db.query(`select 1 from ${db.schema}.pauses`)).resolves.toEqual([]);
  });

  test('lives on after errors, one after the other and many at once', async () => {
    const db = await open();
    for (let round = 0; round < 5; round++) {
      await expect(db.query('select 1/0')).rejects.toMatchObject({ code: '22012' });
    }
    const mixed = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 ? db.query('select nonsense') : db.query('select $1::int as index', [index]),
      ),
    );
    expect(mixed.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });

  test('keeps parallel transactions apart', async () => {
    const db = await open();
    await db.query(`insert into ${db.schema}.activity values ('a', 1, to_timestamp(0), 0)`);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        db.transaction(async (tx) => {
          const [row] = await tx.query<{ heard: number }>(
            `select heard from ${tx.schema}.activity for update`,
          );
          await tx.query(`update ${tx.schema}.activity set heard = $1`, [(row?.heard ?? 0) + 1]);
        }),
      ),
    );
    await expect(db.query(`select heard from ${db.schema}.activity`)).resolves.toEqual([
      { heard: 20 },
    ]);
  });

  test.each(['müşteri "1"', 'ığüşöçİ', "o'brien; drop", '$& $1 :SCHEMA'])(
    'works in a schema called %s',
    async (schemaName) => {
      const db = await open(schemaName);
      await expect(db.query(`select * from ${db.schema}.outbox`)).resolves.toEqual([]);
      await expect(
        db.query(`select nspname from pg_namespace where nspname = $1`, [schemaName]),
      ).resolves.toHaveLength(1);
    },
  );

  test('refuses a schema name that PostgreSQL would cut off', async () => {
    await expect(open('ş'.repeat(32))).rejects.toThrow(RangeError);
  });
});
