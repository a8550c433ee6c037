import type { Queryable } from '../core/database.js';
import type { Decision } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import { beginsConversation } from '../lib/begins-conversation.js';
import { decisionParams, recordDecision } from './decision-record.js';

/**
 * Takes an intent for sending: its cap is reserved in the ledger before anything reaches the network, with
 * whether it begins a conversation.
 * @returns false when somebody else took or ended it meanwhile
 */
export async function claim(
  tx: Queryable,
  intent: Intent,
  decision: Decision,
  now: number,
): Promise<boolean> {
  const moved = {
    account: 'moved.account',
    budget: 'moved.budget',
    peer: 'moved.peer_id',
    intent: 'moved.id',
  };
  const claimed = await tx.query(
    `with moved as (
       update ${tx.schema}.outbox set state = 'sending', attempts = attempts + 1,
         first_attempt_at = coalesce(first_attempt_at, $3), next_at = 'infinity', rule = null, reason = null
       where id = $1 and state = $2 and next_at <= $3
       returning id, account, service, budget, peer_id, instant),
     reserved as (
       insert into ${tx.schema}.ledger as spent (intent_id, account, service, budget, peer_id, at, outcome,
         instant, begins)
       select id, account, service, budget, peer_id, $3, 'reserved', instant,
         ${beginsConversation(tx.schema, moved)} from moved
       on conflict (intent_id) do update
         set outcome = 'reserved', at = greatest(spent.at, excluded.at),
           begins = spent.begins or excluded.begins),
     explained as (${recordDecision(tx.schema, 3)})
     select id from moved`,
    [intent.id, intent.state, ...decisionParams(decision, now)],
  );
  return claimed.length > 0;
}

/**
 * Writes down that the guard does not let an intent go now: until when it waits, or how it ended.
 * An attempt that is in doubt stays `sending` while it waits.
 * @returns false when somebody else took or ended it meanwhile
 */
export async function park(
  tx: Queryable,
  intent: Intent,
  decision: Decision,
  now: number,
): Promise<boolean> {
  const { verdict } = decision;
  if (verdict.type === 'allow') throw new Error('what the guard allows is not parked');
  const ended = verdict.type === 'refuse';
  const nextAt = ended ? now : lookAgainAt(intent, decision);
  const parked = await tx.query(
    `with moved as (
       update ${tx.schema}.outbox set state = $8, next_at = coalesce($9::timestamptz, 'infinity'),
         rule = $5, reason = $10, settled_at = $11
       where id = $1 and state = $2 returning id),
     released as (
       delete from ${tx.schema}.ledger using moved where intent_id = moved.id and $11::timestamptz is not null),
     explained as (${recordDecision(tx.schema, 3)})
     select id from moved`,
    [
      intent.id,
      intent.state,
      ...decisionParams(decision, now),
      ended ? verdict.as : intent.state,
      Number.isFinite(nextAt) ? new Date(nextAt) : null,
      verdict.reason,
      ended ? new Date(now) : null,
    ],
  );
  return parked.length > 0;
}

/** A wait or hold ends by its expiry at the latest. */
function lookAgainAt({ expiresAt }: Intent, { verdict }: Decision): number {
  const until = verdict.type === 'wait' ? verdict.until : Number.POSITIVE_INFINITY;
  return Math.min(until, expiresAt ?? Number.POSITIVE_INFINITY);
}
