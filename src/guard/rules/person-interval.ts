import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule, refuse } from './rule.js';

/** A pause between two unsolicited messages to one person (S3): what comes sooner is not said at all. */
export const personInterval: Rule = ({ limits, lastSentToPeerAt }, { budget, peer }, now) => {
  const { cooldownMs } = limits.people;
  if (budget !== 'unsolicited' || peer < 0 || cooldownMs <= 0) return allow();
  const sinceMs = lastSentToPeerAt === null ? null : now - lastSentToPeerAt;
  const found = { kind: 'since-last', of: 'person', sinceMs, leastMs: cooldownMs } as const;
  if (sinceMs === null || sinceMs >= cooldownMs) return allow(found);
  return refuse(`${describeDuration(cooldownMs)} between two messages to one person`, found);
};
