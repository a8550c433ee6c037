import type { Queryable } from '../core/database.js';
import type { PeerId } from '../core/peer.js';

const HOUR_MS = 3_600_000;

/** What is kept of one message that was heard: who spoke when, not what was said. */
export interface ChatNote {
  readonly peer: PeerId;
  readonly messageId: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By this account, from whatever device. */
  readonly own: boolean;
}

/**
 * Writes notes into `chats` and `activity`, and gives the chats in which somebody else spoke that was not
 * known of. What is known already changes nothing: the same notes may come twice.
 */
export async function recordNotes(
  tx: Queryable,
  account: string,
  notes: readonly ChatNote[],
): Promise<ReadonlySet<PeerId>> {
  if (notes.length === 0) return new Set();
  const lastHeard = await lastHeardIds(tx, account, new Set(notes.map(({ peer }) => peer)));
  const fresh = freshNotes(notes, lastHeard);
  await saveChats(tx, account, notes);
  await addActivity(tx, account, fresh);
  return new Set(fresh.map(({ peer }) => peer));
}

/** Forgets how lively chats were before `before` (milliseconds since the epoch). */
export async function forgetActivity(
  db: Queryable,
  account: string,
  before: number,
): Promise<void> {
  await db.query(`delete from ${db.schema}.activity where account = $1 and hour < $2`, [
    account,
    new Date(before),
  ]);
}

/** The others' messages that are newer than what is known, each once, by chat in order of arrival. */
function freshNotes(
  notes: readonly ChatNote[],
  lastHeard: ReadonlyMap<PeerId, number>,
): ChatNote[] {
  const newest = new Map(lastHeard);
  const byId = [...notes].sort((a, b) => a.messageId - b.messageId);
  return byId.filter(({ peer, messageId, own }) => {
    if (own || messageId <= (newest.get(peer) ?? 0)) return false;
    newest.set(peer, messageId);
    return true;
  });
}

async function lastHeardIds(
  tx: Queryable,
  account: string,
  peers: ReadonlySet<PeerId>,
): Promise<Map<PeerId, number>> {
  const rows = await tx.query<{ peer_id: number; last_heard_id: number }>(
    `select peer_id, last_heard_id from ${tx.schema}.chats
      where account = $1 and last_heard_id is not null and peer_id = any($2::bigint[])`,
    [account, [...peers]],
  );
  return new Map(rows.map((row) => [row.peer_id, row.last_heard_id]));
}

async function saveChats(
  tx: Queryable,
  account: string,
  notes: readonly ChatNote[],
): Promise<void> {
  await tx.query(
    `insert into ${tx.schema}.chats as chat
        (account, peer_id, last_heard_id, last_heard_at, last_own_id, last_own_at)
      select $1, peer, max(id) filter (where not own), max(at) filter (where not own),
             max(id) filter (where own), max(at) filter (where own)
        from jsonb_to_recordset($2::jsonb) as note (peer bigint, id integer, at timestamptz, own boolean)
       group by peer
      on conflict (account, peer_id) do update set
        last_heard_id = greatest(chat.last_heard_id, excluded.last_heard_id),
        last_heard_at = greatest(chat.last_heard_at, excluded.last_heard_at),
        last_own_id = greatest(chat.last_own_id, excluded.last_own_id),
        last_own_at = greatest(chat.last_own_at, excluded.last_own_at)`,
    [account, toJson(notes, (at) => at)],
  );
}

async function addActivity(
  tx: Queryable,
  account: string,
  fresh: readonly ChatNote[],
): Promise<void> {
  if (fresh.length === 0) return;
  await tx.query(
    `insert into ${tx.schema}.activity as hourly (account, peer_id, hour, heard)
      select $1, peer, at, count(*)
        from jsonb_to_recordset($2::jsonb) as note (peer bigint, at timestamptz)
       group by peer, at
      on conflict (account, peer_id, hour) do update set heard = hourly.heard + excluded.heard`,
    [account, toJson(fresh, (at) => Math.floor(at / HOUR_MS) * HOUR_MS)],
  );
}

function toJson(notes: readonly ChatNote[], time: (at: number) => number): string {
  return JSON.stringify(
    notes.map(({ peer, messageId, at, own }) => ({
      peer,
      id: messageId,
      at: new Date(time(at)).toISOString(),
      own,
    })),
  );
}
