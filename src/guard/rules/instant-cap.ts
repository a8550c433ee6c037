import { HOUR_MS } from '../../lib/local-time.js';
import { allow, looked, type Rule } from './rule.js';

/** So many answers to something new in one chat in any hour: who is always the first to speak is no person. */
export const instantCap: Rule = (facts, { instant }) => {
  const cap = facts.limits.maxInstantPerChatPerHour;
  if (!instant || cap === undefined) return allow();
  const { instantHereLastHour, earliestInstantHere } = facts;
  const found = { kind: 'instant-in-hour', count: instantHereLastHour, cap } as const;
  if (cap < 1) {
    const reason = 'the cap of instant ones is 0';
    return { type: 'hold', scope: 'peer', reason, ...looked(found) };
  }
  if (instantHereLastHour < cap || earliestInstantHere === null) return allow(found);
  const reason = `all ${cap} instant ones of the last hour in this chat are sent`;
  const until = earliestInstantHere + HOUR_MS;
  return { type: 'wait', until, scope: 'intent', reason, ...looked(found) };
};
