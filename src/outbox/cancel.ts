import type { Queryable, Row } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { ServiceName } from '../core/intent.js';
import type { Cancelled } from '../core/outbox.js';
import type { PeerId } from '../core/peer.js';

/**
 * Takes back what waits of a thread, or to a peer. An attempt in doubt is left alone: it may have had its
 * effect, and the guard is asked again before it is repeated. Rows are locked in the order in which the
 * sender goes through them, so that neither waits for the other.
 * @returns what to publish once it is committed
 */
export async function cancel(
  tx: Queryable,
  { account, what, reason }: Cancelled,
  now: number,
): Promise<readonly LiveEvent[]> {
  const [which, value] =
    'thread' in what
      ? ['thread = $2', what.thread]
      : ["peer_id = $2 and budget <> 'operator'", what.peer];
  const ended = await tx.query<Row & { id: number; service: ServiceName; peer_id: PeerId }>(
    `with waiting as (
       select id from ${tx.schema}.outbox
       where account = $1 and state in ('draft', 'queued') and ${which}
       order by priority, not_before, id for update)
     update ${tx.schema}.outbox cancelled
     set state = 'refused', rule = 'cancelled', reason = $3, settled_at = $4, next_at = $4
     from waiting where cancelled.id = waiting.id
     returning cancelled.id, service, peer_id`,
    [account, value, reason, new Date(now)],
  );
  return ended.map(({ id, service, peer_id }) => ({
    type: 'intent',
    at: now,
    id,
    service,
    peer: peer_id,
    state: 'refused',
    reason,
  }));
}
