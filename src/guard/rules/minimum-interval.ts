import { describeDuration } from '../../lib/duration.js';
import { allow, looked, type Rule } from './rule.js';

/** A pause between any two unsolicited messages of the account. */
export const minimumInterval: Rule = ({ limits, lastSentAt }, { budget }, now) => {
  const interval = limits.minIntervalMs;
  if (budget !== 'unsolicited' || interval <= 0) return allow();
  const sinceMs = lastSentAt === null ? null : now - lastSentAt;
  const found = { kind: 'since-last', of: 'account', sinceMs, leastMs: interval } as const;
  if (lastSentAt === null) return allow(found);
  const until = lastSentAt + interval;
  if (until <= now) return allow(found);
  const reason = `${describeDuration(interval)} between two messages`;
  return { type: 'wait', until, scope: 'account', reason, ...looked(found) };
};
