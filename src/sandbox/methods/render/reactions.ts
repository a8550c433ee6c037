import type { TlObject } from '../../rpc.js';
import type { World } from '../../world/world.js';

/** How many people reacted to a message with which emoji, in the order of their coming. */
export function tlReactions({ state }: World, viewerId: number, number: number): TlObject {
  const reactions = state.reactions.get(number) ?? new Map<number, string>();
  const counts = new Map<string, number>();
  for (const emoji of reactions.values()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const results = [...counts].map(([emoticon, count]) => ({
    _: 'reactionCount',
    ...(reactions.get(viewerId) === emoticon ? { chosen_order: 0 } : {}),
    reaction: { _: 'reactionEmoji', emoticon },
    count,
  }));
  return { _: 'messageReactions', can_see_list: true, results };
}
