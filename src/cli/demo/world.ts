import type { Message } from '../../sandbox/world/message.js';
import type { World } from '../../sandbox/world/world.js';
import type { Arrived } from './judge.js';
import type { PrivateWord } from './judge-people.js';

/** The messages of postaci in one account's name that really arrived; not what was written by hand. */
export function arrivedFrom({ state }: World, account: number): Arrived[] {
  return state.messages
    .filter((message) => message.from === account && !message.action && !isByHand(message))
    .map(({ peer, text, randomId }) => ({ chat: peer, text, randomId: randomId ?? null }));
}

/**
 * Everything that was said between people and the account in private, in its order.
 * @param since the number of the message to begin with
 */
export function privateWords({ state }: World, account: number, since: number): PrivateWord[] {
  return state.messages.slice(since).flatMap((message): PrivateWord[] => {
    const { from, peer, text, action } = message;
    if (action || peer < 0 || from === peer) return [];
    if (peer === account) return [{ person: from, by: 'person', text }];
    if (from !== account) return [];
    return [{ person: peer, by: isByHand(message) ? 'operator' : 'postaci', text }];
  });
}

/** Only what a client sends has a random id; the operator of the story speaks in the world itself. */
function isByHand({ randomId }: Message): boolean {
  return randomId === undefined;
}
