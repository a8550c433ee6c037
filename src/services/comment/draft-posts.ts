import type { Queryable, Row } from '../../core/database.js';
import type { ChannelPost, Discussions } from '../../core/discussions.js';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import type { PostKey } from './post.js';

/** The post that an intent is a comment under. */
export interface CommentedPost extends PostKey {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Finds the post that an intent is a comment under. */
export async function postOfIntent(
  db: Queryable,
  account: string,
  intent: number,
): Promise<CommentedPost | undefined> {
  const [row] = await db.query<Row & { channel_id: PeerId; post_id: number; at: number }>(
    `select channel_id, post_id, at from ${db.schema}.comment_posts
     where account = $1 and intent_id = $2 and state = 'proposed'`,
    [account, intent],
  );
  return row && { channel: row.channel_id, postId: row.post_id, at: row.at };
}

/**
 * A post as it stands now.
 * @returns undefined when nobody can tell now
 * @throws the signal's reason, nothing else
 */
export async function currentPost(
  discussions: Discussions,
  { channel, postId }: PostKey,
  signal: AbortSignal,
): Promise<ChannelPost | 'gone' | undefined> {
  try {
    const post = await discussions.post(channel, postId, signal);
    return post !== 'gone' && 'kind' in post ? undefined : post;
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    return undefined;
  }
}
