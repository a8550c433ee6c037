import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import {
  describeDatabases,
  describePostgres,
  TEST_DATABASE_URL,
} from '../../../test/support/databases.js';
import { secret } from '../../lib/secret.js';
import { migrate } from './migrate.js';
import { type Migration, readMigrations } from './migration-files.js';
import { openDatabase } from './open.js';

const released = await readMigrations();

function next(sql: string): readonly Migration[] {
  const number = released.length + 1;
  const name = `${String(number).padStart(6, '0')}-next.sql`;
  return [...released, { number, name, sql, checksum: 'abc' }];
}

describeDatabases('migrations', (open) => {
  test('are applied once, and remembered', async () => {
    const db = await open();
    await expect(migrate(db)).resolves.toEqual([]);
    await expect(
      db.query(`select name, checksum from ${db.schema}.migrations order by number`),
    ).resolves.toEqual(released.map(({ name, checksum }) => ({ name, checksum })));
  });

  test('go on from where the schema stands', async () => {
    const db = await open();
    const migrations = next('create table :SCHEMA.one (a int); create table :SCHEMA.two (a int)');
    await expect(migrate(db, migrations)).resolves.toEqual([migrations.at(-1)?.name]);
    await expect(db.query(`select * from ${db.schema}.one, ${db.schema}.two`)).resolves.toEqual([]);
  });

  test('that fail in the middle leave nothing behind', async () => {
    const db = await open();
    await expect(
      migrate(db, next('create table :SCHEMA.half (a int); select nonsense')),
    ).rejects.toMatchObject({ code: '42703' });
    await expect(db.query(`select * from ${db.schema}.half`)).rejects.toMatchObject({
      code: '42P01',
    });
    await expect(migrate(db)).resolves.toEqual([]);
  });

  test('of a newer program are not worked on by this one', async () => {
    const db = await open();
    await migrate(db, next('select 1'));
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'SCHEMA_TOO_NEW',
      problem: expect.stringContaining('-next.sql'),
    });
  });

  test('that were edited after they were applied are noticed', async () => {
    const db = await open();
    const edited = released.map((migration) => ({ ...migration, checksum: 'edited' }));
    await expect(migrate(db, edited)).rejects.toMatchObject({
      code: 'SCHEMA_CHANGED',
      problem: expect.stringContaining('000001-first.sql'),
    });
  });
});

describePostgres('migrations by several at once', (open) => {
  test('are done once, and all end well', async () => {
    const db = await open();
    const others = await Promise.all(Array.from({ length: 5 }, () => db.another()));
    for (let round = 0; round < 5; round++) {
      await db.query(`drop schema ${db.schema} cascade`);
      const applied = await Promise.all(others.map((other) => migrate(other)));
      expect(applied.flat().sort()).toEqual(released.map(({ name }) => name));
    }
  });

  test('need no right on the database when the schema is there, and say what to grant when not', async () => {
    const owner = await open();
    const role = `test_${randomBytes(6).toString('hex')}`;
    await owner.query(`create role ${role} login`);
    const url = new URL(TEST_DATABASE_URL);
    url.username = role;
    const connect = (schema: string) =>
      openDatabase({ kind: 'postgres', url: secret(String(url)), schema });
    const denied = await connect(role);
    const permitted = await connect(owner.schemaName);
    try {
      await expect(migrate(denied)).rejects.toMatchObject({
        code: 'DATABASE_DENIED',
        remedy: expect.stringContaining(`create schema "${role}" authorization ${role}`),
      });
      await owner.query(`drop schema ${owner.schema} cascade`);
      await owner.query(`create schema ${owner.schema} authorization ${role}`);
      await expect(migrate(permitted)).resolves.toHaveLength(released.length);
    } finally {
      await Promise.all([denied.close(), permitted.close()]);
      await owner.query(`drop schema ${owner.schema} cascade`);
      await owner.query(`drop role ${role}`);
    }
  });
});

describe('migration files', () => {
  test.each([
    ['a gap', '000002-second.sql'],
    ['a name without a number', 'first.sql'],
  ])('with %s are refused', async (_, name) => {
    const folder = await mkdtemp(join(tmpdir(), 'postaci-sql-'));
    try {
      await writeFile(join(folder, name), 'select 1');
      await expect(readMigrations(pathToFileURL(`${folder}/`))).rejects.toThrow(name);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
