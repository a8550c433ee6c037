import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';

/** How far the service is. Times are milliseconds since the epoch. */
export interface Standing {
  /** Comments that are on their way: nothing else is written meanwhile. */
  readonly open: number;
  /** Comments that wait for the operator's word. */
  readonly drafts: number;
  /** Posts picked for the schedule that are not written about yet. */
  readonly picked: number;
  /** When the next post is due; `Infinity` when none is. */
  readonly dueAt: number;
}

/** Reads how far the service is. */
export async function readStanding(db: Queryable, account: string): Promise<Standing> {
  const [row] = await db.query<
    Row & { open: number; drafts: number; picked: number; due_at: number | null }
  >(
    `select
       (select count(*)::integer from ${db.schema}.outbox where account = $1
         and service = 'comment' and state in ('queued', 'sending')) as open,
       (select count(*)::integer from ${db.schema}.outbox where account = $1
         and service = 'comment' and state = 'draft') as drafts,
       (select count(*)::integer from ${db.schema}.comment_posts where account = $1
         and state = 'planned' and path = 'scheduled' and due_at < 'infinity') as picked,
       (select due_at from ${db.schema}.comment_posts where account = $1 and state = 'planned'
         order by due_at limit 1) as due_at`,
    [account],
  );
  if (!row) throw new Error('the standing of comments gave no row');
  const { open, drafts, picked, due_at } = row;
  return { open, drafts, picked, dueAt: due_at ?? Number.POSITIVE_INFINITY };
}

/** What was written of late, sent or not: writing keeps the limits' pace in every mode. */
export interface Written {
  readonly lastAt: number | undefined;
  readonly lastHereAt: number | undefined;
  readonly today: number;
  /** A comment under another post of the channel waits for the operator's word. */
  readonly draftHere: boolean;
}

/**
 * Reads what was written of late.
 * @param since how far back is looked; milliseconds since the epoch
 * @param midnight when the local day began
 */
export async function readWritten(
  db: Queryable,
  account: string,
  channel: PeerId,
  { since, midnight }: { readonly since: number; readonly midnight: number },
): Promise<Written> {
  const [row] = await db.query<
    Row & { last: number | null; here: number | null; today: number; draft: boolean }
  >(
    `select max(written_at) as last, max(written_at) filter (where channel_id = $2) as here,
       count(*) filter (where written_at >= $4)::integer as today,
       exists (select 1 from ${db.schema}.comment_posts post
         join ${db.schema}.outbox said on said.id = post.intent_id
         where post.account = $1 and post.state = 'proposed' and post.channel_id = $2
           and said.state = 'draft') as draft
     from ${db.schema}.comment_posts where account = $1 and written_at >= $3`,
    [account, channel, new Date(Math.min(since, midnight)), new Date(midnight)],
  );
  return {
    lastAt: row?.last ?? undefined,
    lastHereAt: row?.here ?? undefined,
    today: row?.today ?? 0,
    draftHere: row?.draft ?? false,
  };
}

/** The newest comments of the account, the newest first: nothing nearly the same is written again. */
export async function recentComments(
  db: Queryable,
  account: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db.query<Row & { comment: string }>(
    `select comment from ${db.schema}.comment_posts
     where account = $1 and written_at is not null and comment is not null
     order by written_at desc limit $2`,
    [account, limit],
  );
  return rows.map(({ comment }) => comment);
}

/** Unsolicited sends since a moment: what the day's budget has lost already. */
export async function sentSince(db: Queryable, account: string, since: number): Promise<number> {
  const [row] = await db.query<Row & { sent: number }>(
    `select greatest(
       (select count(*) from ${db.schema}.ledger
         where account = $1 and budget = 'unsolicited' and at >= $2),
       (select count(*) from ${db.schema}.comment_posts
         where account = $1 and written_at >= $2))::integer as sent`,
    [account, new Date(since)],
  );
  return row?.sent ?? 0;
}
