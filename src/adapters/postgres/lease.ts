import type { Clock } from '../../core/clock.js';
import type { Database, Queryable } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { Lease } from '../../core/lease.js';
import { isAbort } from '../../lib/abort.js';
import { describeHolder } from './holder.js';

export interface LeaseOptions {
  readonly account: string;
  readonly clock: Clock;
  /** Named to whoever is turned away. @default this process: its id, host and the time */
  readonly holder?: string;
  /** Free this long after a crash. @default 30000 */
  readonly ttlMs?: number;
  /** @default a third of `ttlMs` */
  readonly renewEveryMs?: number;
  /**
   * Nobody else can be at this database, as after opening an embedded one: whoever the lease still
   * names is dead, and need not be waited for. @default false
   */
  readonly alone?: boolean;
}

const DEFAULT_TTL_MS = 30_000;

/**
 * Becomes the account's owner. Times are the database's own: the machines' clocks may differ.
 * @throws PostaciError `LEASE_HELD` naming the holder, and when the lease is free at the latest if the
 * holder is gone.
 */
export async function acquireLease(db: Database, options: LeaseOptions): Promise<Lease> {
  const { account, clock, ttlMs = DEFAULT_TTL_MS, alone = false } = options;
  const holder = options.holder ?? describeHolder(clock.now());
  const askedAt = clock.now();
  const [own] = await db.query<{ token: number }>(
    `insert into ${db.schema}.lease as held (account, holder, token, expires_at)
     values ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
     on conflict (account) do update
       set holder = excluded.holder, token = held.token + 1, expires_at = excluded.expires_at
       where held.expires_at <= clock_timestamp() or $4
     returning token`,
    [account, holder, ttlMs, alone],
  );
  if (!own) throw await heldByAnother(db, account);
  const renewEveryMs = options.renewEveryMs ?? Math.ceil(ttlMs / 3);
  return new DatabaseLease(db, { account, token: own.token, clock, ttlMs, renewEveryMs, askedAt });
}

async function heldByAnother(db: Database, account: string): Promise<PostaciError> {
  const [row] = await db.query<{ holder: string; expires_at: number; left: number }>(
    `select holder, expires_at,
       ceil(extract(epoch from expires_at - clock_timestamp()))::integer as left
     from ${db.schema}.lease where account = $1`,
    [account],
  );
  const until = row
    ? `at ${new Date(row.expires_at).toISOString()} (in ${Math.max(0, row.left)} s)`
    : 'at once';
  return new PostaciError(
    'LEASE_HELD',
    `account ${account} is in use by ${row?.holder ?? 'another process'}`,
    `Stop that process first; if it is gone already, the account is free ${until}`,
  );
}

interface DatabaseLeaseState {
  readonly account: string;
  readonly token: number;
  readonly clock: Clock;
  readonly ttlMs: number;
  readonly renewEveryMs: number;
  /** Our clock, before the last request that the database granted: it runs out no sooner than `ttlMs` later. */
  askedAt: number;
}

class DatabaseLease implements Lease {
  readonly account: string;
  readonly token: number;
  readonly #db: Database;
  readonly #state: DatabaseLeaseState;

  constructor(db: Database, state: DatabaseLeaseState) {
    this.account = state.account;
    this.token = state.token;
    this.#db = db;
    this.#state = state;
  }

  async fence(tx: Queryable): Promise<void> {
    // Waits for nobody but a new owner, who has to wait for us: `for key share` would let one pass.
    const rows = await tx.query(
      `select 1 from ${tx.schema}.lease where account = $1 and token = $2 for share`,
      [this.account, this.token],
    );
    if (rows.length === 0) throw this.#lost('another process has taken it over');
  }

  async keep(signal: AbortSignal): Promise<void> {
    const { clock, renewEveryMs, ttlMs } = this.#state;
    let nextAt = this.#state.askedAt + renewEveryMs;
    while (await sleptUntil(clock, nextAt, signal)) {
      const endsAt = this.#state.askedAt + ttlMs;
      if (await this.#renewed()) nextAt = this.#state.askedAt + renewEveryMs;
      else if (clock.now() >= endsAt) {
        throw this.#lost('the database was out of reach until it ran out');
      } else nextAt = Math.min(endsAt, clock.now() + Math.ceil(renewEveryMs / 10));
    }
  }

  async release(): Promise<void> {
    await this.#db.query(
      `update ${this.#db.schema}.lease set expires_at = clock_timestamp()
       where account = $1 and token = $2`,
      [this.account, this.token],
    );
  }

  /** False when the database could not be asked: then it is to be tried again. */
  async #renewed(): Promise<boolean> {
    const askedAt = this.#state.clock.now();
    let rows: readonly unknown[];
    try {
      rows = await this.#db.query(
        `update ${this.#db.schema}.lease
         set expires_at = clock_timestamp() + $3 * interval '1 millisecond'
         where account = $1 and token = $2 returning 1`,
        [this.account, this.token, this.#state.ttlMs],
      );
    } catch (error) {
      if (error instanceof PostaciError && error.code === 'DATABASE_UNREACHABLE') return false;
      throw error;
    }
    if (rows.length === 0) throw this.#lost('another process has taken it over');
    this.#state.askedAt = askedAt;
    return true;
  }

  #lost(how: string): PostaciError {
    return new PostaciError(
      'LEASE_LOST',
      `account ${this.account} is no longer ours to use: ${how}`,
      'See that only one postaci runs for this account, then start it again',
    );
  }
}

/** False when the signal ended the sleep. */
async function sleptUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  try {
    await clock.sleepUntil(atMs, signal);
    return true;
  } catch (error) {
    if (isAbort(error, signal)) return false;
    throw error;
  }
}
