import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { PlanItem } from '../../core/plan.js';

/**
 * When the targets come due next, the first first. What will be said is drawn only then.
 * @param keys the targets that are configured now (see `targetKey`): older ones stay in the table
 */
export async function plannedTurns(
  db: Queryable,
  account: string,
  keys: readonly string[],
  limit: number,
): Promise<readonly PlanItem[]> {
  const rows = await db.query<Row & { peer_id: PeerId; name: string | null; next_due_at: number }>(
    `select target.peer_id, target.next_due_at, chat.title as name
     from ${db.schema}.message_targets target
     left join ${db.schema}.chats chat
       on chat.account = target.account and chat.peer_id = target.peer_id
     where target.account = $1 and target.next_due_at < 'infinity'
       and target.target in (select jsonb_array_elements_text($2::jsonb))
     order by target.next_due_at, target.target limit $3`,
    [account, JSON.stringify(keys), limit],
  );
  return rows.map(({ peer_id, name, next_due_at }) => ({
    at: next_due_at,
    service: 'message',
    peer: peer_id,
    name: name ?? '',
    what: 'message',
    note: 'the text is drawn when it is due',
  }));
}
