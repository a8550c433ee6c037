import type { Content } from '../core/content.js';
import type { Queryable, Row } from '../core/database.js';
import type { ServiceName } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { PlanItem } from '../core/plan.js';

interface WaitingRow extends Row {
  readonly id: number;
  readonly service: ServiceName;
  readonly budget: string;
  readonly peer_id: PeerId;
  readonly name: string | null;
  readonly content: Content;
  readonly next_at: number;
  readonly reason: string | null;
}

/** What waits in the outbox and has a time, the next first. What is held for an event has none. */
export async function plannedIntents(
  db: Queryable,
  account: string,
  limit: number,
): Promise<readonly PlanItem[]> {
  const rows = await db.query<WaitingRow>(
    `select waiting.id, waiting.service, waiting.budget, waiting.peer_id, waiting.content,
       waiting.next_at, waiting.reason, coalesce(peer.title, chat.title) as name
     from ${db.schema}.outbox waiting
     left join ${db.schema}.peers peer
       on peer.account = waiting.account and peer.peer_id = waiting.peer_id
     left join ${db.schema}.chats chat
       on chat.account = waiting.account and chat.peer_id = waiting.peer_id
     where waiting.account = $1 and waiting.state in ('queued', 'sending')
       and waiting.next_at < 'infinity'
     order by waiting.next_at, waiting.id limit $2`,
    [account, limit],
  );
  return rows.map((row) => ({
    at: row.next_at,
    service: row.service,
    peer: row.peer_id,
    name: row.name ?? '',
    what: whatIsSaid(row),
    text: row.content.text,
    intent: row.id,
    ...(row.reason === null ? {} : { note: row.reason }),
  }));
}

function whatIsSaid({ service, budget }: WaitingRow): PlanItem['what'] {
  if (budget === 'answer') return 'answer';
  return service === 'comment' ? 'comment' : 'message';
}
