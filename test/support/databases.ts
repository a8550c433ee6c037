import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, test } from '@jest/globals';
import type { embeddedPool } from '../../src/adapters/postgres/embedded-pool.js';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { PoolDatabase } from '../../src/adapters/postgres/pool-database.js';
import type { Database } from '../../src/core/database.js';
import { secret } from '../../src/lib/secret.js';
import { type Connect, SchemaShelf } from './schema-shelf.js';

/** A database with a schema of its own, gone after the test. */
export interface TestDatabase extends Database {
  /** Unescaped name of its schema. */
  readonly schemaName: string;
  /**
   * The same schema through connections of its own, as another process would come. (The embedded database
   * has one connection: there it is the same one.)
   */
  another(): Promise<Database>;
}

/** What opens the test's database; each call makes a fresh, migrated schema. */
export type OpenTestDatabase = (schemaName?: string) => Promise<TestDatabase>;

export const TEST_DATABASE_URL =
  process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

/**
 * Runs a suite on the embedded database always, and on a PostgreSQL server when one is reachable
 * (`TEST_DATABASE_URL`); with `REQUIRE_SERVICES=1` its absence is a failure.
 */
export function describeDatabases(name: string, suite: (open: OpenTestDatabase) => void): void {
  describe(`${name} (embedded)`, () => {
    beforeAll(startEmbedded, START_TIMEOUT_MS);
    suite(opener(openOnEmbedded));
  });
  describePostgres(name, suite);
}

/** The same on a PostgreSQL server only. */
export function describePostgres(name: string, suite: (open: OpenTestDatabase) => void): void {
  if (postgresReachable) describe(`${name} (postgres)`, () => suite(opener(openOnServer)));
  else if (process.env.REQUIRE_SERVICES === '1') {
    test(`${name} (postgres)`, () => {
      throw new Error(`no PostgreSQL at TEST_DATABASE_URL (${TEST_DATABASE_URL})`);
    });
  } else describe.skip(`${name} (postgres)`, () => suite(opener(openOnServer)));
}

/**
 * For what is the same on both, and long: on PostgreSQL where it is reachable, which is the faster, else embedded.
 * `BOTH_DATABASES=1` runs it on both.
 */
export function describeFastestDatabase(
  name: string,
  suite: (open: OpenTestDatabase) => void,
): void {
  if (process.env.BOTH_DATABASES === '1') describeDatabases(name, suite);
  else if (postgresReachable || process.env.REQUIRE_SERVICES === '1') describePostgres(name, suite);
  else describeDatabases(name, suite);
}

/** For what is lived by a long form only: a short run leaves it out, and says so. */
export function leaveOut(name: string, suite: (open: OpenTestDatabase) => void): void {
  describe.skip(name, () => suite(opener(openOnEmbedded)));
}

/** Is there a PostgreSQL at `TEST_DATABASE_URL`? */
export const postgresReachable = await isReachable();

async function isReachable(): Promise<boolean> {
  const url = secret(TEST_DATABASE_URL);
  try {
    const db = await openDatabase({ kind: 'postgres', url, schema: 'public' });
    await db.close();
    return true;
  } catch {
    return false;
  }
}

/** One for each kind of database, as long as the test file runs. */
const shelves = new Map<Connect, SchemaShelf>();

function shelfOf(connect: Connect): SchemaShelf {
  const kept = connect === openOnServer ? process.env.TEST_SHELF_SCHEMA : undefined;
  const shelf = shelves.get(connect) ?? new SchemaShelf(connect, kept);
  shelves.set(connect, shelf);
  return shelf;
}

/** Opens by `connect`; after each test everything is closed, and its schemas are gone or empty again. */
function opener(connect: Connect): OpenTestDatabase {
  const opened: Database[] = [];
  const taken = new Set<string>();
  const named = new Set<string>();
  const openTracked = async (schemaName: string) => {
    const db = await connect(schemaName);
    opened.push(db);
    return db;
  };
  afterEach(async () => {
    const shelf = shelfOf(connect);
    await Promise.all(opened.splice(0).map((db) => db.close()));
    for (const name of taken) await shelf.giveBack(name);
    for (const name of named) await shelf.discard(name);
    taken.clear();
    named.clear();
  });
  return async (schemaName) => {
    const name = schemaName ?? (await shelfOf(connect).take());
    const db = await openTracked(name);
    (schemaName === undefined ? taken : named).add(name);
    if (schemaName !== undefined) await migrate(db);
    return {
      kind: db.kind,
      schema: db.schema,
      schemaName: name,
      query: (sql, params) => db.query(sql, params),
      transaction: (work) => db.transaction(work),
      close: () => db.close(),
      another: () => openTracked(name),
    };
  };
}

async function openOnServer(schema: string): Promise<Database> {
  return openDatabase({ kind: 'postgres', url: secret(hastyUrl()), schema });
}

/** Commits don't wait for the server's disk: no test here ends the server's machine. */
function hastyUrl(): string {
  const url = new URL(TEST_DATABASE_URL);
  if (!url.searchParams.has('options')) {
    url.searchParams.set('options', '-c synchronous_commit=off');
  }
  return url.href.replaceAll('+', '%20');
}

/** Seconds at most, but for a busy machine. */
const START_TIMEOUT_MS = 120_000;

interface Embedded {
  readonly pglite: PGlite;
  readonly pool: ReturnType<typeof embeddedPool>;
}

/** One PGlite for a test file, in memory: its schemas keep the tests apart. */
let embedded: Embedded | undefined;

async function startEmbedded(): Promise<void> {
  if (embedded) return;
  // As `openEmbedded` does; optimising PostgreSQL costs more than a file of tests could win back.
  setFlagsFromString('--liftoff-only');
  // Loaded only by those that need it: it is large, and the suite has a hundred files.
  const { PGlite: Embedded } = await import('@electric-sql/pglite');
  const { embeddedPool: poolOver } = await import('../../src/adapters/postgres/embedded-pool.js');
  const { embeddedTemplate } = await import('./embedded-template.js');
  const pglite = await Embedded.create({
    loadDataDir: new Blob([await readFile(await embeddedTemplate())]),
    postgresqlconf: ['shared_buffers=4MB'],
  });
  embedded = { pglite, pool: poolOver(pglite) };
}

afterAll(async () => {
  await shelves.get(openOnServer)?.clear();
  await embedded?.pool.end();
  await embedded?.pglite.close();
});

async function openOnEmbedded(schema: string): Promise<Database> {
  if (!embedded) throw new Error('the embedded database was not started');
  return new PoolDatabase({
    kind: 'embedded',
    pool: embedded.pool,
    schema,
    address: { text: 'the embedded database of the tests' },
    begin: 'begin',
    close: async () => undefined,
  });
}
