import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { DAY_MS, HOUR_MS, localClock } from '../../lib/local-time.js';

/** What came of a channel in some days. Times are milliseconds since the epoch. */
export interface ChannelFigures {
  readonly posts: number;
  /** Posts by the hour of the local day: 24 figures. */
  readonly postsByHour: readonly number[];
  readonly comments: number;
  readonly replies: number;
  readonly reactions: number;
  readonly lastCommentAt: number | null;
  /** Posts that a comment is planned for, or written for and not sent yet. */
  readonly waiting: number;
  /** Posts that get none, the most frequent reason first. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** So many reasons are told of a channel. */
const REASONS_TOLD = 10;

interface SumsRow extends Row {
  readonly comments: number;
  readonly replies: number;
  readonly reactions: number;
  readonly last: number | null;
  readonly waiting: number;
}

/** Counts what came of a channel in the `days` days before `now`. */
export async function channelFigures(
  db: Queryable,
  account: string,
  channel: PeerId,
  {
    days,
    timeZone,
    now,
  }: { readonly days: number; readonly timeZone: string; readonly now: number },
): Promise<ChannelFigures> {
  const since = new Date(now - days * DAY_MS);
  const [sums] = await db.query<SumsRow>(
    `select count(*) filter (where commented_at >= $3)::integer as comments,
       coalesce(sum(replies) filter (where commented_at >= $3), 0)::integer as replies,
       coalesce(sum(reactions) filter (where commented_at >= $3), 0)::integer as reactions,
       max(commented_at) as last,
       count(*) filter (where state in ('planned', 'proposed'))::integer as waiting
     from ${db.schema}.comment_posts where account = $1 and channel_id = $2`,
    [account, channel, since],
  );
  const skipped = await db.query<Row & { reason: string; count: number }>(
    `select coalesce(reason, '') as reason, count(*)::integer as count
     from ${db.schema}.comment_posts
     where account = $1 and channel_id = $2 and state = 'skipped' and at >= $3
     group by 1 order by count(*) desc, 1 limit $4`,
    [account, channel, since, REASONS_TOLD],
  );
  const postsByHour = await postsOf(db, account, channel, since, timeZone);
  return {
    posts: postsByHour.reduce((sum, posts) => sum + posts, 0),
    postsByHour,
    comments: sums?.comments ?? 0,
    replies: sums?.replies ?? 0,
    reactions: sums?.reactions ?? 0,
    lastCommentAt: sums?.last ?? null,
    waiting: sums?.waiting ?? 0,
    skipped,
  };
}

async function postsOf(
  db: Queryable,
  account: string,
  channel: PeerId,
  since: Date,
  timeZone: string,
): Promise<readonly number[]> {
  const rows = await db.query<Row & { at: number; posts: number }>(
    `select (day + hour * interval '1 hour') at time zone 'UTC' as at, posts
     from ${db.schema}.channel_days
     where account = $1 and channel_id = $2
       and (day + hour * interval '1 hour') at time zone 'UTC' >= date_trunc('hour', $3::timestamptz)`,
    [account, channel, since],
  );
  const clock = localClock(timeZone);
  const byHour = new Array<number>(24).fill(0);
  for (const { at, posts } of rows) {
    const hour = Math.floor((clock.local(at) % DAY_MS) / HOUR_MS);
    byHour[hour] = (byHour[hour] ?? 0) + posts;
  }
  return byHour;
}
