import type { Queryable, Row } from '../core/database.js';
import type { Incoming } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';

/** A chat in which something waits for a handler; 0 where Telegram names no chat. */
export interface WaitingChat {
  readonly chat: PeerId;
  /** When its first event may be handled; milliseconds since the epoch. */
  readonly dueAt: number;
}

/** The first of what waits in a chat: one event, or the parts of an album. */
export interface Work {
  /** Rows of the inbox, in the order in which they were heard; at least one. */
  readonly ids: readonly number[];
  readonly events: readonly Incoming[];
  readonly attempts: number;
}

/**
 * The chats in which something waits, by when their first event is due: the later ones wait for it.
 * Looks at each chat's first row only, however much waits behind it.
 */
export async function waitingChats(
  db: Queryable,
  account: string,
  handler: string,
  except: readonly PeerId[],
  limit: number,
): Promise<readonly WaitingChat[]> {
  const first = `select chat, inbox_id, greatest(ready_at, next_at) as due_at
    from ${db.schema}.inbox_work
    where account = $1 and handler = $2 and failed_at is null`;
  const rows = await db.query<Row & { chat: number; due_at: number }>(
    `with recursive heads as (
       (${first} order by chat, inbox_id limit 1)
       union all
       select next.* from heads, lateral
         (${first} and chat > heads.chat order by chat, inbox_id limit 1) next)
     select chat, due_at from heads
     where chat not in (select value::bigint from jsonb_array_elements_text($3::jsonb))
     order by due_at, inbox_id limit $4`,
    [account, handler, JSON.stringify(except), limit],
  );
  return rows.map(({ chat, due_at }) => ({ chat, dueAt: due_at }));
}

/** What comes next in a chat, if it is due. */
export async function nextWork(
  db: Queryable,
  account: string,
  handler: string,
  chat: PeerId,
  now: number,
): Promise<Work | undefined> {
  const rows = await db.query<Row & { id: number; content: Incoming; attempts: number }>(
    `with first as (
       select work.inbox_id, work.attempts, heard.album_id,
              greatest(work.ready_at, work.next_at) as due_at
       from ${db.schema}.inbox_work work join ${db.schema}.inbox heard on heard.id = work.inbox_id
       where work.account = $1 and work.handler = $2 and work.chat = $3 and work.failed_at is null
       order by work.inbox_id limit 1)
     select heard.id, heard.content, first.attempts
     from first
     join ${db.schema}.inbox_work work
       on work.account = $1 and work.handler = $2 and work.chat = $3 and work.failed_at is null
     join ${db.schema}.inbox heard on heard.id = work.inbox_id
     where first.due_at <= $4
       and (work.inbox_id = first.inbox_id or heard.album_id = first.album_id)
     order by heard.id`,
    [account, handler, chat, new Date(now)],
  );
  if (rows.length === 0) return undefined;
  return {
    ids: rows.map(({ id }) => id),
    events: rows.map(({ content }) => content),
    attempts: rows[0]?.attempts ?? 0,
  };
}

/**
 * Says that a handler is done with these events, and forgets what nobody needs any more.
 * @returns false when it was said before: nothing of it may be done again
 */
export async function finishWork(
  tx: Queryable,
  handler: string,
  ids: readonly number[],
): Promise<boolean> {
  const list = JSON.stringify(ids);
  const gone = await tx.query(
    `delete from ${tx.schema}.inbox_work
     where handler = $1
       and inbox_id in (select value::bigint from jsonb_array_elements_text($2::jsonb))
     returning inbox_id`,
    [handler, list],
  );
  await tx.query(
    `update ${tx.schema}.inbox heard set content = null
     where heard.id in (select value::bigint from jsonb_array_elements_text($1::jsonb))
       and not exists (select 1 from ${tx.schema}.inbox_work work where work.inbox_id = heard.id)`,
    [list],
  );
  return gone.length === ids.length;
}

/** Notes a failed attempt: the chat waits until `nextAt`, or goes on without these events when given up. */
export async function noteFailure(
  db: Queryable,
  handler: string,
  ids: readonly number[],
  failure: { readonly reason: string; readonly nextAt: number; readonly givenUpAt?: number },
): Promise<void> {
  const { reason, nextAt, givenUpAt } = failure;
  await db.query(
    `update ${db.schema}.inbox_work
     set attempts = attempts + 1, next_at = $3, failed_at = $4, reason = $5
     where handler = $1
       and inbox_id in (select value::bigint from jsonb_array_elements_text($2::jsonb))`,
    [
      handler,
      JSON.stringify(ids),
      new Date(nextAt),
      givenUpAt === undefined ? null : new Date(givenUpAt),
      reason,
    ],
  );
}
