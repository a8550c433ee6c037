import type { Database, Queryable } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import { type Migration, readMigrations } from './migration-files.js';

/** Two processes made the same schema or table at the same moment: the other one's is as good. */
const MADE_BY_ANOTHER = new Set(['23505', '42710', '42P06', '42P07']);

interface AppliedRow extends Record<string, unknown> {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Brings the schema up to the program: makes it when missing, then applies each missing migration in a
 * transaction that first inserts its own row, so that of two processes one waits and finds it done.
 * Several processes may call it at once.
 * @returns the names of those applied here.
 * @throws PostaciError `SCHEMA_TOO_NEW`, `SCHEMA_CHANGED`, `DATABASE_DENIED`.
 */
export async function migrate(
  db: Database,
  migrations?: readonly Migration[],
): Promise<readonly string[]> {
  const known = migrations ?? (await readMigrations());
  await makeSchema(db);
  const done = await db.query<AppliedRow>(
    `select number, name, checksum from ${db.schema}.migrations order by number`,
  );
  for (const row of done) check(row, known[row.number - 1], db.schema);
  const applied: string[] = [];
  for (const migration of known.slice(done.length)) {
    if (await db.transaction((tx) => apply(tx, migration))) applied.push(migration.name);
  }
  return applied;
}

async function makeSchema(db: Database): Promise<void> {
  // Asked first: `create schema if not exists` wants the permission even when the schema is there.
  const [found] = await db.query<{ schema: boolean; migrations: boolean }>(
    `select to_regnamespace($1) is not null as schema,
       to_regclass($1 || '.migrations') is not null as migrations`,
    [db.schema],
  );
  if (!found?.schema) await unlessMade(() => createSchema(db));
  if (found?.migrations) return;
  await unlessMade(() =>
    db.query(
      `create table ${db.schema}.migrations (
         number integer primary key,
         name text not null,
         checksum text not null,
         applied_at timestamptz not null default now()
       )`,
    ),
  );
}

async function createSchema(db: Database): Promise<void> {
  try {
    await db.query(`create schema ${db.schema}`);
  } catch (error) {
    if (!(error instanceof PostaciError) || error.code !== 'DATABASE_DENIED') throw error;
    const [role] = await db.query<{ name: string }>('select quote_ident(current_user) as name');
    throw new PostaciError(
      'DATABASE_DENIED',
      `role ${role?.name} may not create schema ${db.schema}`,
      `Run once as the database's owner: create schema ${db.schema} authorization ${role?.name}`,
      { cause: error },
    );
  }
}

async function unlessMade(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!MADE_BY_ANOTHER.has(String((error as { code?: unknown }).code))) throw error;
  }
}

function check(row: AppliedRow, known: Migration | undefined, schema: string): void {
  if (!known) {
    throw new PostaciError(
      'SCHEMA_TOO_NEW',
      `schema ${schema} has migration ${row.name}, which this program does not know`,
      'Start the newer version of postaci that made it, or restore a backup from before',
    );
  }
  if (known.checksum !== row.checksum) {
    throw new PostaciError(
      'SCHEMA_CHANGED',
      `migration ${row.name} is not the one that made schema ${schema}`,
      `Install an unchanged release of postaci (sql/${known.name} was edited), or use a new schema`,
    );
  }
}

/** Returns whether it was done here: another process may have come first. */
async function apply(tx: Queryable, migration: Migration): Promise<boolean> {
  const own = await tx.query(
    `insert into ${tx.schema}.migrations (number, name, checksum) values ($1, $2, $3)
     on conflict (number) do nothing returning number`,
    [migration.number, migration.name, migration.checksum],
  );
  if (own.length === 0) return false;
  await tx.query(migration.sql.replaceAll(':SCHEMA', () => tx.schema));
  return true;
}
