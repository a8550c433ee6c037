import type { PeerId } from '../../core/peer.js';
import { childController } from '../../lib/abort.js';
import type { Message } from '../world/message.js';
import type { World } from '../world/world.js';

/** Is this a word of the account to that person: in private, or with a chat a reply to them there? */
export function answersTo(
  { state }: World,
  personId: number,
  accountId: number,
  chat?: PeerId,
): (message: Message) => boolean {
  return ({ peer, from, replyTo }) => {
    if (from !== accountId) return false;
    if (chat === undefined) return peer === personId;
    return peer === chat && state.message(replyTo)?.from === personId;
  };
}

/**
 * Waits for a message that was said from `since` on (a message's number), or is said until then.
 * @returns whether it was
 * @throws the signal's reason
 */
export async function heardWithin(
  world: World,
  isIt: (message: Message) => boolean,
  since: number,
  untilMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  let next = since;
  const heard = () => {
    const news = world.state.messages.slice(next);
    next = world.state.messages.length;
    return news.some(isIt);
  };
  if (heard()) return true;
  const { controller, dispose } = childController(signal);
  const stopWatching = world.watch(() => {
    if (heard()) controller.abort(HEARD);
  });
  try {
    await world.clock.sleepUntil(untilMs, controller.signal);
    return false;
  } catch (error) {
    if (error === HEARD) return true;
    throw error;
  } finally {
    stopWatching();
    dispose();
  }
}

const HEARD = new Error('it was heard');

/** The id of the newest message of somebody fitting in a chat, as the viewer counts; undefined when there is none. */
export function newestBy(
  { state }: World,
  viewerId: number,
  peer: PeerId,
  fits: (senderId: PeerId) => boolean,
): number | undefined {
  const box = state.boxFor(peer, viewerId);
  return box.idsOf(peer).findLast((id) => {
    const message = state.message(box.numberOf(id));
    return message !== undefined && !message.action && fits(message.from);
  });
}
