import type { Content } from '../core/content.js';
import type { Queryable, Row } from '../core/database.js';
import type { IntentState, ServiceName } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { SentEntry } from '../core/sent-entry.js';

interface StoredRow extends Row {
  readonly id: number;
  readonly service: ServiceName;
  readonly peer_id: PeerId;
  readonly name: string | null;
  readonly state: IntentState;
  readonly content: Content;
  readonly reason: string | null;
  readonly settled_at: number;
}

/** What came of the account's last messages, the newest first. */
export async function sentLog(
  db: Queryable,
  account: string,
  limit: number,
): Promise<readonly SentEntry[]> {
  const rows = await db.query<StoredRow>(
    `select id, service, own.peer_id, state, content, reason, settled_at,
       coalesce(peer.title, chat.title) as name
     from ${db.schema}.outbox own
     left join ${db.schema}.peers peer on peer.account = own.account and peer.peer_id = own.peer_id
     left join ${db.schema}.chats chat on chat.account = own.account and chat.peer_id = own.peer_id
     where own.account = $1 and settled_at is not null
     order by settled_at desc, id desc limit $2`,
    [account, limit],
  );
  return rows.map(({ id, service, peer_id, name, state, content, reason, settled_at }) => ({
    id,
    service,
    peer: peer_id,
    name: name ?? '',
    state,
    text: content.text === '' ? null : content.text,
    reason,
    at: settled_at,
  }));
}

/** How many messages of a service had one end on a local day. */
export interface DayCount {
  readonly day: string;
  readonly service: ServiceName;
  readonly state: IntentState;
  readonly count: number;
}

/** How many messages had which end, by the account's local day and by service. */
export async function countByDay(
  db: Queryable,
  account: string,
  since: number,
  timeZone: string,
): Promise<readonly DayCount[]> {
  return db.query<Row & DayCount>(
    `select to_char(settled_at at time zone $3, 'YYYY-MM-DD') as day, service, state,
       count(*)::integer as count
     from ${db.schema}.outbox
     where account = $1 and settled_at >= $2
     group by 1, 2, 3`,
    [account, new Date(since), timeZone],
  );
}
