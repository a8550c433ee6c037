import type { Discussions } from '../../src/core/discussions.js';

/** What is asked about channels in one life; whoever has died hears no answer. */
export function mortalDiscussions(
  discussions: Discussions,
  answer: <T>(call: () => Promise<T>) => Promise<T>,
): Discussions {
  return {
    inspect: (channel, signal) => answer(() => discussions.inspect(channel, signal)),
    posts: (channel, limit, signal) => answer(() => discussions.posts(channel, limit, signal)),
    post: (channel, postId, signal) => answer(() => discussions.post(channel, postId, signal)),
    discussion: (channel, postId, signal) =>
      answer(() => discussions.discussion(channel, postId, signal)),
    engagement: (group, messageIds, signal) =>
      answer(() => discussions.engagement(group, messageIds, signal)),
  };
}
