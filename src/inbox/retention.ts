import type { Queryable } from '../core/database.js';

/**
 * How long what was heard is known to have been heard, in milliseconds. The update state alone keeps
 * old events from counting again; these rows are for what comes twice in between, and for the operator.
 */
export const HEARD_KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Clears away what was heard before a moment and waits for nobody, the oldest first, a page at a time. What
 * was given up is kept as long again from then on, for the operator.
 * @param before milliseconds since the epoch
 * @returns how many were cleared: fewer than `limit` when none is left
 */
export async function clearHeard(
  db: Queryable,
  account: string,
  before: number,
  limit = 1_000,
): Promise<number> {
  const cleared = await db.query(
    `with old as (
       select id from ${db.schema}.inbox heard
       where account = $1 and heard_at < $2
         and not exists (select 1 from ${db.schema}.inbox_work work
           where work.inbox_id = heard.id and (work.failed_at is null or work.failed_at >= $2))
       order by heard_at limit $3)
     delete from ${db.schema}.inbox using old where inbox.id = old.id returning inbox.id`,
    [account, new Date(before), limit],
  );
  return cleared.length;
}
