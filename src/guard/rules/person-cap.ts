import { describeDuration } from '../../lib/duration.js';
import { allow, type Rule, refuse } from './rule.js';

/** So many unsolicited messages to one person in any window (S3): what is more is not said at all. */
export const personCap: Rule = ({ limits, sentToPersonInWindow }, { budget, peer }) => {
  if (budget !== 'unsolicited' || peer < 0) return allow();
  const { maxPerWindow, windowMs } = limits.people;
  const window = describeDuration(windowMs);
  const figures = { count: sentToPersonInWindow, cap: maxPerWindow, windowMs };
  const found = { kind: 'sent-to-person', ...figures } as const;
  if (sentToPersonInWindow < maxPerWindow) return allow(found);
  return refuse(`no more than ${maxPerWindow} messages to one person in ${window}`, found);
};
