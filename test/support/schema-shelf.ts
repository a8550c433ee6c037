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
  /** Kept for the test files that come after; undefined: what is free goes with the file. */
  readonly #kept: string | undefined;
  readonly #free: string[] = [];
  /** What a schema has in it when it is new; the same for all. */
  #pristine: string | undefined;

  /** @param kept the schema whose table `shelf` outlives the test file */
  constructor(connect: Connect, kept?: string) {
    this.#connect = connect;
    this.#kept = kept;
  }

  /** A migrated, empty schema: one from the shelf, or a new one. */
  async take(): Promise<string> {
    const known = this.#free.pop() ?? (await this.#takeKept());
    if (known !== undefined) return known;
    const name = `${this.#kept ?? 'test'}_${randomBytes(6).toString('hex')}`;
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

  /** Leaves all that is on the shelf to the files that come after, or drops it. */
  async clear(): Promise<void> {
    const free = this.#free.splice(0);
    if (this.#kept === undefined) for (const name of free) await this.discard(name);
    else if (free.length > 0) {
      await this.#with(this.#kept, async (db) => {
        await db.query(`insert into ${db.schema}.shelf select unnest($1::text[]), $2`, [
          free,
          this.#pristine,
        ]);
      });
    }
  }

  async #takeKept(): Promise<string | undefined> {
    if (this.#kept === undefined) return undefined;
    let found: { readonly name: string; readonly pristine: string } | undefined;
    await this.#with(this.#kept, async (db) => {
      [found] = await db.query<Row & { name: string; pristine: string }>(
        `delete from ${db.schema}.shelf where name =
           (select name from ${db.schema}.shelf limit 1 for update skip locked)
         returning name, pristine`,
      );
    });
    this.#pristine ??= found?.pristine;
    return found?.name;
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
