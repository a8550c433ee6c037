import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import type { Database, Row } from '../../src/core/database.js';

/** Reaches a database, in whose schema of that name the tables may not be there yet. */
export type Connect = (schemaName: string) => Promise<Database>;

/**
 * Migrated schemas that a test has left as they were made, emptied for the next one: making a schema takes ten
 * times as long as emptying it, and the suite needs a thousand.
 */
export class SchemaShelf {
  readonly #connect: Connect;
  readonly #free: string[] = [];
  /** What a schema has in it when it is new; the same for all. */
  #pristine: string | undefined;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** A migrated, empty schema: one from the shelf, or a new one. */
  async take(): Promise<string> {
    const known = this.#free.pop();
    if (known !== undefined) return known;
    const name = `test_${randomBytes(6).toString('hex')}`;
    await this.#with(name, async (db) => {
      await migrate(db);
      this.#pristine ??= await contentsOf(db, name);
    });
    return name;
  }

  /** Empties a schema for the next test; one that was altered goes. */
  async giveBack(name: string): Promise<void> {
    await this.#with(name, async (db) => {
      if (this.#pristine !== (await contentsOf(db, name))) return drop(db);
      await empty(db, name);
      this.#free.push(name);
    });
  }

  /** Drops a schema for good. */
  discard(name: string): Promise<void> {
    return this.#with(name, drop);
  }

  /** Drops all that is on the shelf. */
  async clear(): Promise<void> {
    for (const name of this.#free.splice(0)) await this.discard(name);
  }

  async #with(name: string, work: (db: Database) => Promise<void>): Promise<void> {
    const db = await this.#connect(name);
    try {
      await work(db);
    } finally {
      await db.close();
    }
  }
}

async function drop(db: Database): Promise<void> {
  await db.query(`drop schema if exists ${db.schema} cascade`);
}

/** Every relation: its kind, how many columns and checks it has, and whose it is. */
async function contentsOf(db: Database, name: string): Promise<string> {
  const [row] = await db.query<Row & { contents: string }>(
    `select coalesce(string_agg(relation.relname || relation.relkind::text || relation.relnatts ||
       relation.relchecks || relation.relowner, ',' order by relation.relname), '') as contents
     from pg_class relation join pg_namespace place on place.oid = relation.relnamespace
     where place.nspname = $1`,
    [name],
  );
  return row?.contents ?? '';
}

/** Ids begin with 1 again. The record of the migrations stays. */
async function empty(db: Database, name: string): Promise<void> {
  await db.query(
    `do $$ declare one record; begin
       for one in select tablename from pg_tables
         where schemaname = '${name}' and tablename <> 'migrations' loop
         execute format('delete from %I.%I', '${name}', one.tablename);
       end loop;
       for one in select sequencename from pg_sequences
         where schemaname = '${name}' and last_value is not null loop
         perform setval(format('%I.%I', '${name}', one.sequencename), 1, false);
       end loop;
     end $$`,
  );
}
