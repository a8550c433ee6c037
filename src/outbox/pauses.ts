import type { Queryable, Row } from '../core/database.js';
import type { ServiceName } from '../core/intent.js';

/** `*` is every service. */
export type PauseScope = ServiceName | '*';

/** What an operator has paused, and since when (milliseconds since the epoch). */
export interface Pause {
  readonly service: PauseScope;
  readonly since: number;
  /** Who: a person's name, or what paused in the operator's name. */
  readonly by: string;
}

/** Holds a service's sends, or all but the operator's own, from the next decision on. Pausing twice keeps the first. */
export async function addPause(
  db: Queryable,
  account: string,
  service: PauseScope,
  by: string,
  now: number,
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.pauses (account, service, since, by) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [account, service, new Date(now), by],
  );
}

/**
 * Ends a pause. Tell the sender then (`wakeAll`).
 * @returns false when it was not paused
 */
export async function liftPause(
  db: Queryable,
  account: string,
  service: PauseScope,
): Promise<boolean> {
  const lifted = await db.query(
    `delete from ${db.schema}.pauses where account = $1 and service = $2 returning service`,
    [account, service],
  );
  return lifted.length > 0;
}

/**
 * Ends the pauses that `by` made, and no other. Tell the sender then (`wakeAll`).
 * @returns how many there were
 */
export async function liftPausesBy(db: Queryable, account: string, by: string): Promise<number> {
  const lifted = await db.query(
    `delete from ${db.schema}.pauses where account = $1 and by = $2 returning service`,
    [account, by],
  );
  return lifted.length;
}

/** What is paused now. */
export async function listPauses(db: Queryable, account: string): Promise<readonly Pause[]> {
  return db.query<Row & Pause>(
    `select service, since, by from ${db.schema}.pauses where account = $1 order by service`,
    [account],
  );
}
