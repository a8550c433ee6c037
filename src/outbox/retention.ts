import type { Queryable } from '../core/database.js';

/**
 * How long what is settled is kept: for "why?", and because a dedupe key holds only as long as its row.
 * In milliseconds.
 */
export const KEPT_MS = 90 * 24 * 3_600_000;

/**
 * Clears away intents that were settled before a moment, with their decisions and ledger entries; the
 * oldest first, a page at a time so that no transaction grows long.
 * @param before milliseconds since the epoch; at least a day ago, or caps would be counted short
 * @returns how many were cleared: fewer than `limit` when none is left
 */
export async function clearSettled(
  db: Queryable,
  account: string,
  before: number,
  limit = 1_000,
): Promise<number> {
  const cleared = await db.query(
    `with old as (
       select id from ${db.schema}.outbox where account = $1 and settled_at < $2
       order by settled_at limit $3),
     spent as (delete from ${db.schema}.ledger using old where intent_id = old.id)
     delete from ${db.schema}.outbox using old where outbox.id = old.id returning outbox.id`,
    [account, new Date(before), limit],
  );
  return cleared.length;
}
