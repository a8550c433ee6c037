import { type Queryable, type Row, toTimestamp } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { type PlannedPost, type PostKey, type PostPath, REASONS } from './post.js';

/** A post as it is noted first. Times are milliseconds since the epoch. */
export interface NewPost extends PostKey {
  readonly at: number;
  readonly albumId?: string;
  readonly path: PostPath;
  /** `Infinity`: it waits to be picked; undefined: it gets no comment. */
  readonly dueAt: number | undefined;
  readonly reason?: string;
}

/**
 * Notes a post, and counts it among its channel's, unless it is known: also as another part of its album.
 * @returns false when it was known
 */
export async function notePost(db: Queryable, account: string, post: NewPost): Promise<boolean> {
  const noted = await db.query(
    `with noted as (
       insert into ${db.schema}.comment_posts
         (account, channel_id, post_id, at, path, state, due_at, reason, album_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning at)
     insert into ${db.schema}.channel_days as days (account, channel_id, day, hour, posts)
     select $1, $2, (at at time zone 'UTC')::date, extract(hour from at at time zone 'UTC'), 1
     from noted
     on conflict (account, channel_id, day, hour) do update set posts = days.posts + 1
     returning posts`,
    [
      account,
      post.channel,
      post.postId,
      new Date(post.at),
      post.path,
      post.dueAt === undefined ? 'skipped' : 'planned',
      post.dueAt === undefined ? null : toTimestamp(post.dueAt),
      post.reason ?? null,
      post.albumId ?? null,
    ],
  );
  return noted.length > 0;
}

interface PlannedRow extends Row {
  readonly channel_id: PeerId;
  readonly post_id: number;
  readonly at: number;
  readonly path: PostPath;
  readonly due_at: number;
  readonly attempts: number;
}

const PLANNED = 'channel_id, post_id, at, path, due_at, attempts';

function toPlanned(row: PlannedRow): PlannedPost {
  const { channel_id, post_id, at, path, due_at, attempts } = row;
  return { channel: channel_id, postId: post_id, at, path, dueAt: due_at, attempts };
}

/** Of those that are due the one that is most worth it: on the instant path, then the newest. */
export async function duePost(
  db: Queryable,
  account: string,
  now: number,
): Promise<PlannedPost | undefined> {
  const [row] = await db.query<PlannedRow>(
    `select ${PLANNED} from ${db.schema}.comment_posts
     where account = $1 and state = 'planned' and due_at <= $2
     order by path = 'instant' desc, at desc, channel_id, post_id limit 1`,
    [account, new Date(now)],
  );
  return row && toPlanned(row);
}

/** Reads a post that is still planned as it was, and keeps others from changing it until the transaction ends. */
export async function lockPlanned(
  tx: Queryable,
  account: string,
  { channel, postId, attempts }: PlannedPost,
): Promise<PlannedPost | undefined> {
  const [row] = await tx.query<PlannedRow>(
    `select ${PLANNED} from ${tx.schema}.comment_posts
     where account = $1 and channel_id = $2 and post_id = $3 and state = 'planned' and attempts = $4
     for update`,
    [account, channel, postId, attempts],
  );
  return row && toPlanned(row);
}

/** Plans a post for another time; `Infinity`: until it is picked. Does nothing when it is not planned any more. */
export async function replan(
  db: Queryable,
  account: string,
  { channel, postId }: PostKey,
  to: { readonly path: PostPath; readonly dueAt: number; readonly reason?: string },
): Promise<void> {
  await db.query(
    `update ${db.schema}.comment_posts set path = $4, due_at = $5, reason = $6
     where account = $1 and channel_id = $2 and post_id = $3 and state = 'planned'`,
    [account, channel, postId, to.path, toTimestamp(to.dueAt), to.reason ?? null],
  );
}

/** A planned post gets no comment. Does nothing when it is not planned any more. */
export async function skipPost(
  db: Queryable,
  account: string,
  { channel, postId }: PostKey,
  reason: string,
): Promise<void> {
  await db.query(
    `update ${db.schema}.comment_posts set state = 'skipped', due_at = null, reason = $4
     where account = $1 and channel_id = $2 and post_id = $3 and state = 'planned'`,
    [account, channel, postId, reason],
  );
}

/** Posts before this moment get no comment any more, and say what they waited for last. */
export async function skipOld(db: Queryable, account: string, before: number): Promise<void> {
  await db.query(
    `update ${db.schema}.comment_posts set state = 'skipped', due_at = null,
       reason = case when reason is null or reason = $4 then $3 else $3 || '; ' || reason end
     where account = $1 and state = 'planned' and at < $2`,
    [account, new Date(before), REASONS.old, REASONS.pool],
  );
}

/** Whatever is due before `until` is due after it, one every `stepMs`, so that nothing comes at once. */
export async function restUntil(
  db: Queryable,
  account: string,
  {
    until,
    stepMs,
    reason,
  }: { readonly until: number; readonly stepMs: number; readonly reason: string },
): Promise<void> {
  await db.query(
    `with waiting as (
       select channel_id, post_id,
         row_number() over (order by path = 'instant' desc, at desc, channel_id, post_id) - 1 as place
       from ${db.schema}.comment_posts
       where account = $1 and state = 'planned' and due_at < $2)
     update ${db.schema}.comment_posts post
     set due_at = $2::timestamptz + place * $3 * interval '1 millisecond', reason = $4
     from waiting where post.account = $1 and post.channel_id = waiting.channel_id
       and post.post_id = waiting.post_id and state = 'planned'`,
    [account, new Date(until), stepMs, reason],
  );
}

/** Clears away what was skipped so long ago that nobody would take the post for new. */
export async function clearSkipped(db: Queryable, account: string, before: number): Promise<void> {
  await db.query(
    `delete from ${db.schema}.comment_posts where account = $1 and state = 'skipped' and at < $2`,
    [account, new Date(before)],
  );
}
