import type { Queryable, Row } from '../core/database.js';
import type { WhyBehind } from '../core/why.js';

/**
 * What an intent that no rule was asked about stands behind: one that waits, for the same chat, or for something
 * that the account's whole budget waits for. One that is to go later still than that stands behind nothing.
 */
export async function inLineBehind(
  db: Queryable,
  account: string,
  id: number,
): Promise<WhyBehind | null> {
  const [first] = await db.query<Row & WhyBehind>(
    `select held.id, held.rule, held.reason from ${db.schema}.outbox own
     join ${db.schema}.outbox held on held.account = own.account and held.lane = own.lane
       and held.service = own.service and held.budget = own.budget and held.id <> own.id
     where own.account = $1 and own.id = $2 and held.state in ('queued', 'sending')
       and held.rule is not null and held.next_at > own.next_at
       and ((held.peer_id = own.peer_id and held.priority = own.priority)
         or coalesce((select line ->> 'scope' from ${db.schema}.decisions decision,
             jsonb_array_elements(decision.trace) line
           where decision.intent_id = held.id and line ->> 'rule' = held.rule
           order by decision.id desc limit 1), 'account') = 'account')
     order by held.priority, held.not_before, held.id limit 1`,
    [account, id],
  );
  return first ? { id: first.id, rule: first.rule, reason: first.reason } : null;
}
