import type { Queryable, Row } from '../core/database.js';
import { BUDGETS, type Budget } from '../core/intent.js';

/**
 * When the account last sent something. One step into an index for each budget, however long the ledger is.
 * @param budgets whose messages count. @default all
 * @returns milliseconds since the epoch; undefined: nothing is known of
 */
export async function lastSentAt(
  db: Queryable,
  account: string,
  budgets: readonly Budget[] = BUDGETS,
): Promise<number | undefined> {
  const [row] = await db.query<Row & { at: number | null }>(
    `select max(last.at) as at from unnest($2::text[]) as each(budget)
     cross join lateral (
       select at from ${db.schema}.ledger
       where account = $1 and ledger.budget = each.budget and outcome = 'sent'
       order by at desc limit 1) last`,
    [account, budgets],
  );
  return row?.at ?? undefined;
}
