import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule } from './rule.js';

/** A pause between any two unsolicited messages of the account. */
export const minimumInterval: Rule = ({ limits, lastSentAt }, { budget }, now) => {
  const interval = limits.minIntervalMs;
  if (budget !== 'unsolicited' || interval <= 0) return allow();
  if (lastSentAt === null) return allow('the first one');
  const figure = `${describeDuration(now - lastSentAt)} since the last one`;
  const until = lastSentAt + interval;
  if (until <= now) return allow(figure);
  const reason = `${describeDuration(interval)} between two messages`;
  return { type: 'wait', until, scope: 'account', reason, figure };
};
