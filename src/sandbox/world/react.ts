import { canView } from './access.js';
import type { Message } from './message.js';
import type { Person } from './person.js';
import { type Refusal, refusal } from './refusal.js';
import { isUnder } from './sanctions.js';
import type { World } from './world.js';

/**
 * Reacts to a message of a group or channel, or takes the reaction back.
 * @param emoji undefined takes it back
 * @returns why not, if not.
 */
export function react(
  world: World,
  by: Person,
  { number, peer, action }: Message,
  emoji: string | undefined,
): Refusal | undefined {
  if (isUnder(world, by, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  const chat = world.state.chats.get(peer);
  if (action || !chat) return refusal(400, 'MESSAGE_ID_INVALID');
  if (!canView(world.state, chat, by.id)) return refusal(400, 'CHANNEL_PRIVATE');
  world.commit({
    is: 'reacted',
    number,
    userId: by.id,
    ...(emoji === undefined ? {} : { emoji }),
  });
  return undefined;
}
