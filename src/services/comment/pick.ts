import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { drawOne, type Random } from '../../lib/seeded-random.js';
import type { PostKey } from './post.js';

interface Candidate extends Row {
  readonly channel_id: PeerId;
  readonly post_id: number;
  /** The last comment in the channel; null: there was none. */
  readonly last: number | null;
}

/**
 * Picks a post for the schedule: the newest of the channel in which the last comment is longest ago; of several
 * without any, one by chance. Channels in which something is planned or under way are left alone.
 * @param channels those in which a comment may be written
 */
export async function pickPost(
  db: Queryable,
  account: string,
  channels: readonly PeerId[],
  random: Random,
): Promise<PostKey | undefined> {
  const { schema } = db;
  const rows = await db.query<Candidate>(
    `select distinct on (post.channel_id) post.channel_id, post.post_id,
       (select max(other.written_at) from ${schema}.comment_posts other
         where other.account = $1 and other.channel_id = post.channel_id) as last
     from ${schema}.comment_posts post
     where post.account = $1 and post.state = 'planned' and post.due_at = 'infinity'
       and post.channel_id in (select value::bigint from jsonb_array_elements_text($2::jsonb))
       and not exists (select 1 from ${schema}.comment_posts other
         where other.account = $1 and other.channel_id = post.channel_id
           and (other.state = 'proposed' or other.due_at < 'infinity'))
     order by post.channel_id, post.at desc, post.post_id desc`,
    [account, JSON.stringify(channels)],
  );
  const oldest = Math.min(...rows.map(lastOf));
  const best = rows.filter((row) => lastOf(row) === oldest);
  if (best.length === 0) return undefined;
  const { channel_id, post_id } = drawOne(random, best);
  return { channel: channel_id, postId: post_id };
}

function lastOf({ last }: Candidate): number {
  return last ?? Number.NEGATIVE_INFINITY;
}
