import { setImmediate as anotherTurn } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Database, Queryable, Row } from '../../core/database.js';
import type { DatabaseAddress } from './database-errors.js';
import { PooledClient } from './pooled-client.js';
import { escapeSchema } from './schema-name.js';
import type { StatementNames } from './statement-names.js';

export interface PoolDatabaseOptions {
  readonly kind: Database['kind'];
  readonly pool: Pool;
  /** Unescaped. */
  readonly schema: string;
  /** Named in errors. */
  readonly address: DatabaseAddress;
  /** How a transaction begins; may be several statements. */
  readonly begin: string;
  /** Only where each connection has one server process to itself. */
  readonly names?: StatementNames;
  readonly close: () => Promise<void>;
}

/** The Database port over a `pg` pool, whatever stands behind it. */
export class PoolDatabase implements Database {
  readonly kind: Database['kind'];
  readonly schema: string;
  readonly #options: PoolDatabaseOptions;
  #closing: Promise<void> | undefined;

  constructor(options: PoolDatabaseOptions) {
    this.kind = options.kind;
    this.schema = escapeSchema(options.schema);
    this.#options = options;
  }

  async query<R extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<R[]> {
    const client = await this.#take();
    try {
      return await client.run<R>(sql, params);
    } finally {
      client.release();
    }
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await this.#take();
    try {
      await client.run(this.#options.begin);
      const result = await this.#rollingBack(client, work);
      await client.commit();
      return result;
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#options.close();
    return this.#closing;
  }

  async #rollingBack<T>(client: PooledClient, work: (tx: Queryable) => Promise<T>): Promise<T> {
    try {
      return await work({
        schema: this.schema,
        query: (sql, params) => client.run(sql, params),
      });
    } catch (error) {
      await client.rollback();
      throw error;
    }
  }

  async #take(): Promise<PooledClient> {
    const { pool, address, names, kind } = this.#options;
    // The embedded database answers without ever going through the event loop: whoever asks on and on would
    // keep timers, sockets and signals from their turn.
    if (kind === 'embedded') await anotherTurn();
    return PooledClient.take(pool, address, names);
  }
}
