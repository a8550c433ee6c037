import type { Queryable, Row } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import { INTENT_COLUMNS, type IntentRow, toIntent } from './intent-row.js';

/** One lane of one account. */
export interface Lane {
  readonly account: string;
  readonly lane: string;
}

/**
 * The intents to ask the guard about, in their order: by priority, then by when they were meant to go,
 * then as they came. Left out is what shut gates hold (unless it has expired), and what stands behind an
 * earlier intent of the same kind to the same peer that waits: order is kept there.
 * Left out too is what says the same as an intent in doubt there (in the chat's history nobody could tell
 * the two apart), and what may go only after somebody else spoke: the one in doubt may be the last word.
 */
export async function pickDue(
  tx: Queryable,
  { account, lane }: Lane,
  now: number,
  shutGates: readonly string[],
  limit: number,
): Promise<Intent[]> {
  const rows = await tx.query<IntentRow>(
    `with waiting as materialized (
       select peer_id, priority, budget, not_before, id from ${tx.schema}.outbox
       where account = $1 and lane = $2 and state in ('queued', 'sending')
         and next_at > $3 and not_before <= $3)
     select ${INTENT_COLUMNS} from ${tx.schema}.outbox due
     where account = $1 and lane = $2 and state in ('queued', 'sending') and next_at <= $3
       and (budget || ' ' || service <> all ($4::text[]) or expires_at <= $3)
       and not exists (select 1 from waiting where waiting.peer_id = due.peer_id
         and waiting.priority = due.priority and waiting.budget = due.budget
         and (waiting.not_before, waiting.id) < (due.not_before, due.id))
       and not exists (select 1 from ${tx.schema}.outbox doubt where doubt.account = $1
         and doubt.state = 'sending' and doubt.id <> due.id and due.state = 'queued'
         and doubt.peer_id = due.peer_id
         and (doubt.content ->> 'text' = due.content ->> 'text'
           or due.precondition ->> 'kind' = 'somebody-spoke'))
     order by priority, not_before, id limit $5`,
    [account, lane, new Date(now), shutGates, limit],
  );
  return rows.map(toIntent);
}

/**
 * When the next intent of the lane becomes due after `now`.
 * @returns Infinity when none does by time
 */
export async function nextDueAt(
  db: Queryable,
  { account, lane }: Lane,
  now: number,
): Promise<number> {
  const [row] = await db.query<Row & { at: number | null }>(
    `select min(next_at) as at from ${db.schema}.outbox
     where account = $1 and lane = $2 and state in ('queued', 'sending') and next_at > $3`,
    [account, lane, new Date(now)],
  );
  return row?.at ?? Number.POSITIVE_INFINITY;
}
