import { afterEach, expect, test } from '@jest/globals';
import { describePostgres, TEST_DATABASE_URL } from '../../../test/support/databases.js';
import { openTcpLine, type TcpLine, type TcpLineOptions } from '../../../test/support/tcp-line.js';
import type { Database } from '../../core/database.js';
import { Releasers } from '../../lib/releasers.js';
import { secret } from '../../lib/secret.js';
import { openDatabase } from './open.js';

describePostgres('a database server', (open) => {
  let releasers = new Releasers();
  afterEach(async () => {
    await releasers.release();
    releasers = new Releasers();
  });

  async function connect(url: string | URL, schema = 'public'): Promise<Database> {
    const settings = { kind: 'postgres', url: secret(String(url)), schema } as const;
    const db = await openDatabase(settings, { applicationName: 'postaci test' });
    releasers.add('database', () => db.close());
    return db;
  }

  /** A database behind a line that can be cut. */
  async function behindLine(
    schema: string,
    options: TcpLineOptions = {},
  ): Promise<{ db: Database; line: TcpLine }> {
    const url = new URL(TEST_DATABASE_URL);
    const target = { host: url.hostname, port: Number(url.port || 5432) };
    const line = await openTcpLine(target, options);
    releasers.add('line', () => line.close());
    url.hostname = '127.0.0.1';
    url.port = String(line.port);
    return { db: await connect(url, schema), line };
  }

  const changed = (change: (url: URL) => void) => {
    const url = new URL(TEST_DATABASE_URL);
    change(url);
    return url;
  };

  test('two changes that wait for each other: one is taken back and says so, the other is done', async () => {
    const db = await open();
    await db.query(
      `create table ${db.schema}.pair (name text primary key, value integer not null)`,
    );
    await db.query(`insert into ${db.schema}.pair values ('a', 0), ('b', 0)`);
    let both = 0;
    let go = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      go = resolve;
    });
    const change = (names: readonly [string, string]) =>
      db.transaction(async (tx) => {
        const add = `update ${tx.schema}.pair set value = value + 1 where name = $1`;
        await tx.query(add, [names[0]]);
        both++;
        if (both === 2) go();
        await bothHoldOne;
        await tx.query(add, [names[1]]);
      });
    const results = await Promise.allSettled([change(['a', 'b']), change(['b', 'a'])]);
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'DATABASE_BUSY' })]);
    expect(await db.query(`select sum(value)::integer as sum from ${db.schema}.pair`)).toEqual([
      { sum: 2 },
    ]);
  });

  test('that does not answer is named, without the password', async () => {
    const url = 'postgres://ayşe:gizli@127.0.0.1:1/postaci';
    const error = await connect(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      problem: expect.stringContaining('127.0.0.1:1, database "postaci", role "ayşe"'),
    });
    expect(String(error)).not.toContain('gizli');
  });

  test('whose host has no address is named', async () => {
    await expect(connect('postgres://a@nowhere.invalid/b')).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      problem: expect.stringContaining('nowhere.invalid:5432'),
    });
  });

  test('that lacks the database or the role says which', async () => {
    await expect(
      connect(
        changed((url) => {
          url.pathname = '/no_such_database';
        }),
      ),
    ).rejects.toMatchObject({
      code: 'DATABASE_DENIED',
      problem: expect.stringContaining('no_such_database'),
    });
    await expect(
      connect(
        changed((url) => {
          url.username = 'no_such_role';
        }),
      ),
    ).rejects.toMatchObject({
      code: 'DATABASE_DENIED',
      problem: expect.stringContaining('no_such_role'),
    });
  });

  test('sees our name beside the connection, and times out what takes too long', async () => {
    const db = await connect(TEST_DATABASE_URL);
    await expect(db.query('show application_name')).resolves.toEqual([
      { application_name: 'postaci test' },
    ]);
    await db.transaction(async (tx) => {
      await expect(tx.query('show statement_timeout')).resolves.toEqual([
        { statement_timeout: '30s' },
      ]);
    });
  });

  /** Asks the same three times. @returns how many statements the server keeps a plan of */
  async function plansKept(db: Database): Promise<number> {
    for (const number of [1, 2, 3]) {
      await expect(db.query('select $1::integer as number', [number])).resolves.toEqual([
        { number },
      ]);
    }
    const [kept] = await db.query<{ count: number }>('select count(*) from pg_prepared_statements');
    return kept?.count ?? 0;
  }

  test('plans once what comes again', async () => {
    const { db } = await behindLine('public');
    await expect(plansKept(db)).resolves.toBe(1);
  });

  test('behind a pooler is asked without names: another of its processes would not know them', async () => {
    const { db } = await behindLine('public', { asPooler: true });
    await expect(plansKept(db)).resolves.toBe(0);
  });

  test('that ends our connections is connected to again', async () => {
    const db = await open();
    const other = await db.another();
    const [own] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    const broken = expect(
      db.transaction(async (tx) => {
        await tx.query(`insert into ${tx.schema}.pauses values ('a', '*', to_timestamp(0), 'me')`);
        await other.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where query like 'insert into ${db.schema}.pauses%' and state = 'idle in transaction'`);
        await tx.query('select 1');
      }),
    ).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await broken;
    await expect(db.query(`select 1 from ${db.schema}.pauses`)).resolves.toEqual([]);
    const [next] = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    expect(next?.pid).not.toBe(own?.pid);
  });

  test('whose line is cut between two queries is connected to again', async () => {
    const { db, line } = await behindLine('public');
    await db.query('select 1');
    line.cut();
    // The pool may not have noticed yet: the first query may fail, never the process.
    await db.query('select 1').catch(() => undefined);
    await expect(db.query('select 2 as two')).resolves.toEqual([{ two: 2 }]);
  });

  test('whose line breaks under a transaction that fails by itself leaves that failure to be seen', async () => {
    const { db, line } = await behindLine('public');
    const thrown = new Error('changed my mind');
    await expect(
      db.transaction(async () => {
        line.cut();
        throw thrown;
      }),
    ).rejects.toBe(thrown);
    await db.query('select 1').catch(() => undefined);
    await expect(db.query('select 2 as two')).resolves.toEqual([{ two: 2 }]);
  });

  test('whose line breaks while committing leaves the outcome unknown, and says so', async () => {
    const own = await open();
    const { db, line } = await behindLine(own.schemaName);
    line.cutAfter('commit');
    await expect(
      db.transaction((tx) =>
        tx.query(`insert into ${tx.schema}.pauses values ('a', '*', to_timestamp(0), 'me')`),
      ),
    ).rejects.toMatchObject({ code: 'COMMIT_UNKNOWN' });
    await expect(db.query(`select account from ${db.schema}.pauses`)).resolves.toEqual([
      { account: 'a' },
    ]);
  });

  test('may have a transaction pooler before it: nothing is kept in the session', async () => {
    const own = await open();
    const { db, line } = await behindLine(own.schemaName);
    await db.query(`select $1::int from ${db.schema}.pauses`, [1]);
    await db.transaction((tx) => tx.query('select $1::text', ['in a transaction']));
    const said = line.heard();
    const startup = said.slice(8, said.indexOf('\0\0', 8)).split('\0');
    expect(startup.filter((_, index) => index % 2 === 0).sort()).toEqual([
      'application_name',
      'client_encoding',
      'database',
      'user',
    ]);
    expect(said).toContain('set local statement_timeout');
    expect(said).not.toMatch(/\bset (?!local)|\blisten\b|search_path|\bprepare\b/i);
    // Parse: 'P', length, the statement's name, its text. A name would outlive the transaction.
    const names = [...said.matchAll(/P[\s\S]{4}([^\0]*)\0(?:select|insert|update)/g)];
    expect(names.length).toBeGreaterThan(1);
    expect(names.every((match) => match[1] === '')).toBe(true);
  });
});
