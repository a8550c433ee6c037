import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeChannelAccess } from './discussions-access.js';
import { describeComments } from './discussions-comments.js';
import type { DiscussionsHands } from './discussions-hands.js';
import { describeChannelMishaps } from './discussions-mishaps.js';
import { describePosts } from './discussions-posts.js';

/**
 * What the rest of the daemon relies on in a messenger's `discussions`, and in its deliveries to the groups
 * in which channels are discussed. Every implementation passes it.
 *
 * @param setup makes a world and an account that is logged in to it; called before each test
 */
export function describeDiscussionsContract(
  name: string,
  setup: () => Promise<DiscussionsHands>,
): void {
  describe(`the discussions contract: ${name}`, () => {
    let current: DiscussionsHands | undefined;
    beforeEach(async () => {
      current = await setup();
      await current.during(current.messenger.connect(new AbortController().signal));
    });
    afterEach(async () => {
      await current?.dispose();
      current = undefined;
    });
    const hands = (): DiscussionsHands => {
      if (!current) throw new Error('the setup has not run');
      return current;
    };
    describeChannelAccess(hands);
    describePosts(hands);
    describeComments(hands);
    describeChannelMishaps(hands);
  });
}
