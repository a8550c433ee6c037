import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeDialogs } from './updates-dialogs.js';
import { describeDifferences } from './updates-differences.js';
import type { UpdatesHands } from './updates-hands.js';
import { describeUpdateMishaps } from './updates-mishaps.js';
import { describePushedKinds, describePushes } from './updates-pushes.js';

/**
 * What the rest of the daemon relies on in an `UpdateSource`. Every implementation passes it, whatever
 * library it stands on.
 *
 * @param setup makes chats for one test, and an account that is logged in; worlds may be shared
 */
export function describeUpdatesContract(name: string, setup: () => Promise<UpdatesHands>): void {
  describe(`the updates contract: ${name}`, () => {
    let current: UpdatesHands | undefined;
    beforeEach(async () => {
      current = await setup();
    });
    afterEach(async () => {
      await current?.dispose();
      current = undefined;
    });
    const hands = (): UpdatesHands => {
      if (!current) throw new Error('the setup has not run');
      return current;
    };
    describePushes(hands);
    describePushedKinds(hands);
    describeDifferences(hands);
    describeDialogs(hands);
    describeUpdateMishaps(hands);
  });
}
