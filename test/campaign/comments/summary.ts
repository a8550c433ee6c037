import type { Database, Row } from '../../../src/core/database.js';
import type { Story } from './story.js';
import { postUnder } from './story.js';

const HOUR = 3_600_000;

/** For people to read: what a run was made of. */
export function describeComments(story: Story): string {
  const { posts, comments } = story;
  const count = (what: (post: Story['posts'][number]) => boolean) => posts.filter(what).length;
  const soon = comments.filter((comment) => {
    const post = postUnder(story, comment);
    return post && comment.arrivedAt < post.at + HOUR;
  });
  return [
    `${posts.length} posts`,
    `${count(({ ids }) => ids.length > 1)} albums`,
    `${count(({ versions }) => versions.length > 1)} edited`,
    `${count(({ deletedAt }) => deletedAt !== undefined)} deleted`,
    `${comments.length} comments, ${soon.length} of them within an hour of the post`,
  ].join(', ');
}

/** How many posts ended in each way, by the program's own words. */
export async function reasonsOf(db: Database): Promise<readonly string[]> {
  const rows = await db.query<Row & { what: string; count: number }>(
    `select state || coalesce(': ' || reason, '') as what, count(*)::integer as count
     from ${db.schema}.comment_posts group by 1 order by 2 desc, 1`,
  );
  return rows.map(({ what, count }) => `${count} ${what}`);
}
