/** One row, by column name. */
export type Row = Record<string, unknown>;

/** Whatever SQL can be run on: the pool, or one transaction of it. */
export interface Queryable {
  /**
   * The customer's schema, already escaped, to stand before each table's name:
   * `` `select 1 from ${db.schema}.outbox` ``. A transaction pooler cannot mix customers up then.
   */
  readonly schema: string;
  /**
   * Runs one statement. Types on the way out: `int8` → number (throws when unsafe: cast 64-bit ids to
   * text), `int8[]` → bigint[], `timestamptz` → number of milliseconds, `jsonb` → parsed. On the way in:
   * times as `Date` (`toTimestamp` where they may be infinite), bigints as `bigint`, JSON as
   * `JSON.stringify(…)` text. `'infinity'` comes out as `Infinity`.
   * @throws PostaciError `DATABASE_UNREACHABLE` when the connection broke: a write outside a transaction may
   * have been done then, or not.
   */
  query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<readonly R[]>;
}

/** PostgreSQL, in a server or embedded: one SQL, one code path. */
export interface Database extends Queryable {
  readonly kind: 'postgres' | 'embedded';
  /**
   * Runs `work` in one transaction (read committed); commits when it resolves, rolls back when it throws.
   * Never await the network or a model inside: the embedded database has one connection.
   * @throws PostaciError `DATABASE_BUSY` when it waited for another that waited for it: nothing was done, and
   * may be tried again. `COMMIT_UNKNOWN` when the connection broke while committing: the work may be done
   * or not. Do not act on either belief: read the rows again, or repeat work that is safe to repeat.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A time on its way into the database: what `Infinity` is called there. */
export function toTimestamp(ms: number): Date | 'infinity' {
  return ms === Number.POSITIVE_INFINITY ? 'infinity' : new Date(ms);
}
