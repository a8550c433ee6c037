import type { Delivery } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type { MessengerHands } from './messenger-hands.js';

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** The hands, with the messenger connected. */
export async function online(hands: MessengerHands): Promise<MessengerHands> {
  await hands.during(hands.messenger.connect(never));
  return hands;
}

/** A text to deliver. */
export function textTo(peer: PeerId, text: string, randomId: bigint, topicId?: number): Delivery {
  return {
    peer,
    content: { kind: 'text', text },
    randomIds: [randomId],
    ...(topicId === undefined ? {} : { topicId }),
  };
}
