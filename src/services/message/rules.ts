import type { PeerId, Target } from '../../core/peer.js';
import { isUnreadable, parseTarget } from '../../core/peer-ref.js';

/** The id of a forum's topic "General", which messages without a topic go to. */
const GENERAL_TOPIC = 1;

/**
 * The topic as a message must name it: Telegram wants none for General.
 * @see https://core.telegram.org/api/forum
 */
export function postingTopic(topicId: number | undefined): number | undefined {
  return topicId === GENERAL_TOPIC ? undefined : topicId;
}

/** The name of a place to post, the same however the operator wrote it: `-1001234567890` or `…/42`. */
export function targetKey(peer: PeerId, topicId: number | undefined): string {
  const topic = postingTopic(topicId);
  return topic === undefined ? String(peer) : `${peer}/${topic}`;
}

/** What a target's intents have in common in the outbox. */
export function targetThread(key: string): string {
  return `message:${key}`;
}

/** Does `written` mean the same group and topic as the target, perhaps spelt another way? */
export function namesTarget(written: string, target: Target): boolean {
  if (written === target.written) return true;
  const parsed = parseTarget(written);
  return !isUnreadable(parsed) && spelling(parsed) === spelling(target);
}

function spelling({ peer, topicId }: Target): string {
  const name = peer.by === 'username' ? peer.username.toLowerCase() : JSON.stringify(peer);
  return `${name}/${postingTopic(topicId) ?? ''}`;
}
