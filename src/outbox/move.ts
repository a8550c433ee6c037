import type { Queryable } from '../core/database.js';
import type { IntentState } from '../core/intent.js';

/** Where an intent goes after an attempt. Times are milliseconds since the epoch. */
export interface Move {
  readonly id: number;
  readonly state: Exclude<IntentState, 'draft' | 'sent'>;
  /** When it is looked at again. */
  readonly nextAt: number;
  /** The error code that holds or ended it. */
  readonly code: string;
  readonly reason: string;
  /** Whether the attempt counts against the caps: it had, or may have had, an effect. */
  readonly spent: boolean;
}

/**
 * Moves an intent that is `sending` and keeps or releases its reservation.
 * @returns false when it is no longer `sending`
 */
export async function move(tx: Queryable, to: Move, now: number): Promise<boolean> {
  const ended = to.state !== 'queued' && to.state !== 'sending';
  const moved = await tx.query(
    `with moved as (
       update ${tx.schema}.outbox set state = $2, next_at = $3, rule = $4, reason = $5, settled_at = $6
       where id = $1 and state = 'sending' returning id),
     spent as (
       update ${tx.schema}.ledger set outcome = 'unknown', at = greatest(at, $7::timestamptz) from moved
       where intent_id = moved.id and $8::boolean),
     released as (
       delete from ${tx.schema}.ledger using moved where intent_id = moved.id and not $8::boolean)
     select id from moved`,
    [
      to.id,
      to.state,
      new Date(to.nextAt),
      to.code,
      to.reason,
      ended ? new Date(now) : null,
      new Date(now),
      to.spent,
    ],
  );
  return moved.length > 0;
}

/**
 * Writes down that an intent was sent: its message ids, the ledger's time (the later of claim, answer and
 * the server's own date, so that no cap is counted short), the account's last word in the chat, and what was
 * said to the person.
 * @returns false when it is no longer `sending`
 */
export async function moveToSent(
  tx: Queryable,
  id: number,
  { messageIds, sentAt }: { readonly messageIds: readonly number[]; readonly sentAt: number },
  now: number,
): Promise<boolean> {
  // Of a duplicate that was not found again no id is known.
  const newest = messageIds.length > 0 ? Math.max(...messageIds) : null;
  const moved = await tx.query(
    `with moved as (
       update ${tx.schema}.outbox set state = 'sent', message_ids = $2, settled_at = $3, rule = null, reason = null
       where id = $1 and state = 'sending' returning account, peer_id, service),
     spent as (
       update ${tx.schema}.ledger set outcome = 'sent', at = greatest(at, $4) where intent_id = $1),
     told as (
       update ${tx.schema}.people person set said = person.said + 1,
         last_said_at = greatest(person.last_said_at, $4) from moved
       where person.account = moved.account and person.person_id = moved.peer_id
         and moved.service <> 'operator')
     insert into ${tx.schema}.chats as chat (account, peer_id, last_own_id, last_own_at)
     select account, peer_id, $5::integer, $4 from moved
     on conflict (account, peer_id) do update set
       last_own_id = greatest(chat.last_own_id, excluded.last_own_id),
       last_own_at = greatest(chat.last_own_at, excluded.last_own_at)
     returning peer_id`,
    [id, messageIds, new Date(now), new Date(Math.max(now, sentAt)), newest],
  );
  return moved.length > 0;
}
