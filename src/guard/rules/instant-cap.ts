import { HOUR_MS } from '../../lib/local-time.js';
import { allow, type Rule } from './rule.js';

/** So many answers to something new in one chat in any hour: who is always the first to speak is no person. */
export const instantCap: Rule = (facts, { instant }) => {
  const cap = facts.limits.maxInstantPerChatPerHour;
  if (!instant || cap === undefined) return allow();
  const { instantHereLastHour, earliestInstantHere } = facts;
  const figure = `${instantHereLastHour} of ${cap} at once here in the last hour`;
  if (cap < 1)
    return { type: 'hold', scope: 'peer', reason: 'the cap of instant ones is 0', figure };
  if (instantHereLastHour < cap || earliestInstantHere === null) return allow(figure);
  const reason = `all ${cap} instant ones of the last hour in this chat are sent`;
  return { type: 'wait', until: earliestInstantHere + HOUR_MS, scope: 'intent', reason, figure };
};
