import { describeDuration } from '../../lib/duration.js';
import { allow, looked, type Rule } from './rule.js';

/** A pause between two unsolicited messages to the same chat. */
export const peerInterval: Rule = ({ limits, lastSentToPeerAt }, { budget }, now) => {
  const interval = limits.minIntervalPerPeerMs;
  if (budget !== 'unsolicited' || interval <= 0) return allow();
  const sinceMs = lastSentToPeerAt === null ? null : now - lastSentToPeerAt;
  const found = { kind: 'since-last', of: 'chat', sinceMs, leastMs: interval } as const;
  if (lastSentToPeerAt === null) return allow(found);
  const until = lastSentToPeerAt + interval;
  if (until <= now) return allow(found);
  const reason = `${describeDuration(interval)} between two messages to this chat`;
  return { type: 'wait', until, scope: 'peer', reason, ...looked(found) };
};
