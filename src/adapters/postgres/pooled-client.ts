import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Row } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import { type DatabaseAddress, explainError, isConnectionLost } from './database-errors.js';
import type { StatementNames } from './statement-names.js';

/** A pool's client while somebody has it: words its errors, and notices when it is of no more use. */
export class PooledClient {
  readonly #client: PoolClient;
  readonly #address: DatabaseAddress;
  readonly #names: StatementNames | undefined;
  #broken = false;
  #released = false;
  /** Settles when all that was asked so far is answered. */
  #answered: Promise<unknown> = Promise.resolve();
  // Without a listener, a connection that breaks between two queries would end the process.
  readonly #onError = () => {
    this.#broken = true;
  };

  private constructor(client: PoolClient, address: DatabaseAddress, names?: StatementNames) {
    this.#client = client;
    this.#address = address;
    this.#names = names;
    client.on('error', this.#onError);
  }

  /**
   * @param names where the connection has one server process to itself
   * @throws PostaciError `DATABASE_UNREACHABLE`, `DATABASE_DENIED`
   */
  static async take(
    pool: Pool,
    address: DatabaseAddress,
    names?: StatementNames,
  ): Promise<PooledClient> {
    try {
      return new PooledClient(await pool.connect(), address, names);
    } catch (error) {
      throw explainError(error, address);
    }
  }

  /** Does the server process that greeted us answer, as it does where no pooler stands between? */
  async isDirect(): Promise<boolean> {
    const [answering] = await this.run<{ id: number }>('select pg_backend_pid() as id');
    // pg has it, its types do not.
    const greeting: PoolClient & { readonly processID?: number | null } = this.#client;
    return answering?.id === greeting.processID;
  }

  async run<R extends Row>(sql: string, params?: readonly unknown[]): Promise<R[]> {
    try {
      // Without parameters several statements may stand in one text; then the last one's rows count.
      const result: QueryResult<R> | QueryResult<R>[] = await this.#ask<R>(sql, params);
      return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
    } catch (error) {
      this.#broken ||= isConnectionLost(error);
      throw explainError(error, this.#address);
    }
  }

  /** @throws PostaciError `COMMIT_UNKNOWN` when the connection broke meanwhile. */
  async commit(): Promise<void> {
    let command: string;
    try {
      ({ command } = await this.#ask('commit'));
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      this.#broken = true;
      throw new PostaciError(
        'COMMIT_UNKNOWN',
        `the connection to ${this.#address.text} broke while a transaction was being committed`,
        'Nothing to do by hand: what it wrote is read again before anything is built on it',
        { cause: error },
      );
    }
    // A statement failed and its error was swallowed: PostgreSQL has rolled back.
    if (command === 'ROLLBACK') throw new Error('the transaction was rolled back at its commit');
  }

  /** Never throws: a client that cannot roll back is given up, and the server rolls back then. */
  async rollback(): Promise<void> {
    try {
      await this.#ask('rollback');
    } catch {
      this.#broken = true;
    }
  }

  /** Gives it back to the pool, which ends it when it is broken. */
  release(): void {
    this.#released = true;
    this.#client.off('error', this.#onError);
    this.#client.release(this.#broken);
  }

  /** One statement at a time, as a connection can: pg's own queue is on its way out. */
  #ask<R extends Row>(sql: string, params?: readonly unknown[]): Promise<QueryResult<R>> {
    const answer = this.#answered.then(() => {
      if (this.#released) throw new Error('a statement came after the end of its transaction');
      if (params === undefined) return this.#client.query<R>(sql);
      const name = this.#names?.nameOf(sql);
      return this.#client.query<R>({ text: sql, values: [...params], ...(name && { name }) });
    });
    this.#answered = answer.catch(() => undefined);
    return answer;
  }
}
