import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import type { Database } from '../../core/database.js';
import { migrate } from './migrate.js';
import { openDatabase } from './open.js';

/** Making a database takes seconds, more on a busy machine. */
jest.setTimeout(120_000);

describe('the embedded database in a directory', () => {
  let made: string;
  let folder: string;
  let directory: string;
  const opened: Database[] = [];

  beforeAll(async () => {
    made = await mkdtemp(join(tmpdir(), 'postaci-made-'));
    // An attempt that was killed in the making.
    await mkdir(join(made, 'database.new-12-34', 'base'), { recursive: true });
    await writeFile(join(made, 'database.new-12-34', 'PG_VERSION'), '18');
    const settings = { kind: 'embedded', directory: join(made, 'database'), schema: 'a' } as const;
    await (await openDatabase(settings)).close();
  });
  afterAll(() => rm(made, { recursive: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postaci-embedded-'));
    directory = join(folder, 'müşteri 1', 'database');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.close()));
    await rm(folder, { recursive: true });
  });

  async function open(): Promise<Database> {
    const db = await openDatabase({ kind: 'embedded', directory, schema: 'customer1' });
    opened.push(db);
    return db;
  }

  const copy = () => cp(join(made, 'database'), directory, { recursive: true });

  test('is made when missing, for its owner only; what a killed attempt left is removed', async () => {
    await expect(readdir(made)).resolves.toEqual(['database', 'database.lock']);
    expect((await stat(join(made, 'database'))).mode & 0o077).toBe(0);
  });

  test('keeps what was committed, and flushes it to the disk', async () => {
    await copy();
    const first = await open();
    await migrate(first);
    await first.query(`insert into ${first.schema}.pauses values ('a', '*', $1, 'me')`, [
      new Date(5),
    ]);
    await expect(first.query('show fsync')).resolves.toEqual([{ fsync: 'on' }]);
    await first.close();

    const second = await open();
    await expect(migrate(second)).resolves.toEqual([]);
    await expect(second.query(`select since from ${second.schema}.pauses`)).resolves.toEqual([
      { since: 5 },
    ]);
  });

  test('lets nobody else in while it is open, and says who has it', async () => {
    await copy();
    const first = await open();
    await expect(open()).rejects.toMatchObject({
      code: 'DIRECTORY_LOCKED',
      problem: expect.stringContaining(`process ${process.pid} on `),
    });
    await first.close();
    await expect(open()).resolves.toMatchObject({ kind: 'embedded' });
  });

  test('says what is wrong when its place is taken, or its files are damaged', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'letter.txt'), 'not a database');
    await expect(open()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problem: expect.stringContaining('letter.txt'),
    });
    await writeFile(join(directory, 'PG_VERSION'), '18');
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      remedy: expect.stringContaining('restore a backup'),
    });
    await expect(readdir(directory)).resolves.toContain('letter.txt');
  });
});
