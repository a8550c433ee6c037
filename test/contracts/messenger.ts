import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeConnection } from './messenger-connection.js';
import { describeDelivery } from './messenger-delivery.js';
import type { MessengerHands } from './messenger-hands.js';
import { describeLookup } from './messenger-lookup.js';
import { describeMishaps } from './messenger-mishaps.js';
import { describePeople } from './messenger-people.js';
import { describeReplies } from './messenger-replies.js';
import { describeTyping } from './messenger-typing.js';

/**
 * What the rest of the daemon relies on in a `Messenger`. Every implementation passes it, whatever
 * library it stands on, so that what was tested on one holds for the others.
 *
 * @param setup makes a world and an account that is logged in to it; called before each test
 */
export function describeMessengerContract(
  name: string,
  setup: () => Promise<MessengerHands>,
): void {
  describe(`the messenger contract: ${name}`, () => {
    let current: MessengerHands | undefined;
    beforeEach(async () => {
      current = await setup();
    });
    afterEach(async () => {
      await current?.dispose();
      current = undefined;
    });
    const hands = (): MessengerHands => {
      if (!current) throw new Error('the setup has not run');
      return current;
    };
    describeConnection(hands);
    describeDelivery(hands);
    describeMishaps(hands);
    describeLookup(hands);
    describeReplies(hands);
    describePeople(hands);
    describeTyping(hands);
  });
}
