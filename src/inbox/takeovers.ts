import type { Queryable, Row } from '../core/database.js';
import type { PeerId } from '../core/peer.js';

/** A chat in which the account is silent because the operator writes there. Times are milliseconds. */
export interface ActiveTakeover {
  readonly peer: PeerId;
  /** The chat's title or the person's name; empty when it was never heard. */
  readonly name: string;
  /** The operator's newest message there. */
  readonly since: number;
  readonly until: number;
}

/**
 * The chats that are the operator's now, the newest first.
 * @param takeoverMs how long the operator's word silences a chat
 */
export async function listTakeovers(
  db: Queryable,
  account: string,
  now: number,
  takeoverMs: number,
): Promise<readonly ActiveTakeover[]> {
  const rows = await db.query<Row & Omit<ActiveTakeover, 'until'>>(
    `select chat.peer_id as peer, coalesce(peer.title, chat.title, '') as name, taken_over_at as since
     from ${db.schema}.chats chat
     left join ${db.schema}.peers peer on peer.account = chat.account and peer.peer_id = chat.peer_id
     where chat.account = $1 and taken_over_at > $2
     order by taken_over_at desc, chat.peer_id`,
    [account, new Date(now - takeoverMs)],
  );
  return rows.map((row) => ({ ...row, until: row.since + takeoverMs }));
}

/**
 * Gives a chat back to the daemon before its silence ends. The operator's next word there takes it again;
 * the words that were known stay known.
 * @returns false when it was not the operator's
 */
export async function liftTakeover(db: Queryable, account: string, peer: PeerId): Promise<boolean> {
  const lifted = await db.query(
    `update ${db.schema}.chats set taken_over_at = null
     where account = $1 and peer_id = $2 and taken_over_at is not null returning peer_id`,
    [account, peer],
  );
  return lifted.length > 0;
}
