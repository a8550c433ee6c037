import type { Queryable } from '../core/database.js';
import type { Incoming, IncomingMessage } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';
import type { ReadTakeover } from '../core/takeovers.js';
import type { SentIds } from './sent-ids.js';

/** How far the server's clock may be behind ours. */
const CLOCK_SKEW_MS = 60_000;
/** So long after it ended, an attempt may still turn out to have had its effect. */
const LATE_EFFECT_MS = 5 * 60_000;

/** The operator's newest word in a chat. */
export interface OperatorMessage {
  readonly peer: PeerId;
  readonly messageId: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Finds the account's own messages that this daemon did not send, and records the newest of each chat. Ours
 * is what an outbox row of the chat has as its message or by its random id, and what an attempt without a
 * known outcome may have said: our own message after a crash is no takeover.
 * @returns the newest of each chat, where it is newer than what was known
 */
export async function recordTakeovers(
  tx: Queryable,
  account: string,
  heard: readonly Incoming[],
  sentIds: SentIds,
): Promise<readonly OperatorMessage[]> {
  const own = heard.filter((incoming) => incoming.kind === 'message' && incoming.own);
  if (own.length === 0) return [];
  const candidates = (own as readonly IncomingMessage[]).map(({ peer, messageId, at, text }) => ({
    peer,
    message: messageId,
    at: new Date(at),
    text: storableText(text),
    random: `{${sentIds.randomIdsOf(messageId).join(',')}}`,
  }));
  const since =
    Math.min(...candidates.map(({ at }) => at.getTime())) - CLOCK_SKEW_MS - LATE_EFFECT_MS;
  const rows = await tx.query<{ peer_id: number; taken_over_id: number; taken_over_at: number }>(
    `with said as (
       select * from jsonb_to_recordset($2::jsonb) as said
         (peer bigint, message integer, at timestamptz, text text, random bigint[])),
     attempt as (
       select peer_id, message_ids, random_ids, btrim(content->>'text', E' \\n\\r\\t') as text,
              first_attempt_at, settled_at
         from ${tx.schema}.outbox
        where account = $1 and state in ('sending', 'unknown')
       union all
       select peer_id, message_ids, random_ids, btrim(content->>'text', E' \\n\\r\\t'),
              first_attempt_at, settled_at
         from ${tx.schema}.outbox
        where account = $1 and settled_at >= $3 and state <> 'unknown'),
     operator as (
       select peer, max(message) as message, max(at) as at from said
        where not exists (
          select 1 from attempt
           where attempt.peer_id = said.peer
             and (said.message = any (attempt.message_ids)
               or attempt.random_ids && said.random
               or (attempt.text = said.text
                 and attempt.first_attempt_at <= said.at + $4 * interval '1 ms'
                 and (attempt.settled_at is null
                   or attempt.settled_at >= said.at - $5 * interval '1 ms'))))
        group by peer)
     insert into ${tx.schema}.chats as chat (account, peer_id, taken_over_id, taken_over_at)
     select $1, peer, message, at from operator
     on conflict (account, peer_id) do update set
       taken_over_id = excluded.taken_over_id,
       taken_over_at = greatest(chat.taken_over_at, excluded.taken_over_at)
     where coalesce(chat.taken_over_id, 0) < excluded.taken_over_id
     returning peer_id, taken_over_id, taken_over_at`,
    [account, JSON.stringify(candidates), new Date(since), CLOCK_SKEW_MS, LATE_EFFECT_MS],
  );
  return rows.map((row) => ({
    peer: row.peer_id,
    messageId: row.taken_over_id,
    at: row.taken_over_at,
  }));
}

/** Reads when the operator last wrote in a chat by hand; not what was given back since. */
export const readTakeover: ReadTakeover = async (db, account, peer) => {
  const [row] = await db.query<{ taken_over_id: number; taken_over_at: number }>(
    `select taken_over_id, taken_over_at from ${db.schema}.chats
      where account = $1 and peer_id = $2 and taken_over_at is not null`,
    [account, peer],
  );
  return row && { messageId: row.taken_over_id, at: row.taken_over_at };
};

/** Telegram trims what it is given. PostgreSQL's JSON knows no NUL. */
function storableText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '')
    .trim();
}
