import type { Queryable } from './database.js';

/** The right to use an account's session: one process at a time has it. */
export interface Lease {
  readonly account: string;
  /** Grows with each owner. */
  readonly token: number;
  /**
   * For a transaction that only the owner may commit: nobody else becomes the owner before it ends.
   * @throws PostaciError `LEASE_LOST` when somebody already has.
   */
  fence(tx: Queryable): Promise<void>;
  /**
   * Renews until the signal aborts, then resolves; the lease stays until `release` or its end.
   * @throws PostaciError `LEASE_LOST` when another process took it, or when the database was out of
   * reach until it ran out. Whoever uses the session must stop then.
   */
  keep(signal: AbortSignal): Promise<void>;
  /** Frees it at once for the next one. Does nothing when it is not ours any more. */
  release(): Promise<void>;
}
