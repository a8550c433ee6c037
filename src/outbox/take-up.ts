import type { Queryable } from '../core/database.js';
import { SEND_DEADLINE_MS } from '../core/messenger.js';
import type { PeerId } from '../core/peer.js';
import type { Lane } from './pick.js';

/**
 * At the start: what was `sending` when the last owner ended is in doubt. It is due again, with its ids, and
 * may have arrived as late as a send may take.
 */
export async function takeUp(tx: Queryable, lane: Lane, now: number): Promise<void> {
  const { account, lane: name } = lane;
  await tx.query(
    `update ${tx.schema}.ledger spent
     set outcome = 'unknown', at = greatest(spent.at, least($3, spent.at + $4 * interval '1 ms'))
     from ${tx.schema}.outbox attempt
     where attempt.account = $1 and attempt.lane = $2 and attempt.state = 'sending'
       and spent.intent_id = attempt.id and spent.outcome = 'reserved'`,
    [account, name, new Date(now), SEND_DEADLINE_MS],
  );
  await askAllAnew(tx, lane, now);
}

/**
 * Something changed that rules look at: whatever waits or is held is looked at again now. Rows are locked in
 * the order in which `cancel` does.
 */
export async function askAllAnew(
  tx: Queryable,
  { account, lane }: Lane,
  now: number,
): Promise<void> {
  await tx.query(
    `with waiting as (
       select id from ${tx.schema}.outbox
       where account = $1 and lane = $2 and state in ('queued', 'sending')
         and next_at > greatest(not_before, $3)
       order by priority, not_before, id for update)
     update ${tx.schema}.outbox woken set next_at = greatest(not_before, $3)
     from waiting where woken.id = waiting.id`,
    [account, lane, new Date(now)],
  );
}

/** Somebody spoke in these chats: what waited for it is looked at again now. */
export async function askPeersAnew(
  tx: Queryable,
  { account, lane }: Lane,
  peers: readonly PeerId[],
  now: number,
): Promise<void> {
  await tx.query(
    `update ${tx.schema}.outbox set next_at = $4
     where account = $1 and lane = $2 and peer_id = any ($3::bigint[])
       and state in ('queued', 'sending') and rule = 'somebody-spoke' and next_at > $4`,
    [account, lane, peers, new Date(now)],
  );
}
