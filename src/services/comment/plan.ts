import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type { PlanItem } from '../../core/plan.js';

/** The posts that are written about next, the first first. What is said is written only then. */
export async function plannedComments(
  db: Queryable,
  account: string,
  limit: number,
): Promise<readonly PlanItem[]> {
  const rows = await db.query<
    Row & {
      channel_id: PeerId;
      post_id: number;
      due_at: number;
      name: string | null;
      reason: string | null;
    }
  >(
    `select post.channel_id, post.post_id, post.due_at, post.reason,
       coalesce(peer.title, chat.title) as name
     from ${db.schema}.comment_posts post
     left join ${db.schema}.peers peer
       on peer.account = post.account and peer.peer_id = post.channel_id
     left join ${db.schema}.chats chat
       on chat.account = post.account and chat.peer_id = post.channel_id
     where post.account = $1 and post.state = 'planned' and post.due_at < 'infinity'
     order by post.due_at, post.at desc limit $2`,
    [account, limit],
  );
  return rows.map(({ channel_id, post_id, due_at, name, reason }) => ({
    at: due_at,
    service: 'comment',
    peer: channel_id,
    name: name ?? '',
    what: 'comment',
    note: `under post ${post_id}${reason === null ? '' : `; ${reason}`}`,
  }));
}
