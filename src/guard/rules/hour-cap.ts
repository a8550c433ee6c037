import { describeDuration } from '../../lib/duration.js';
import { HOUR_MS } from '../../lib/local-time.js';
import type { Facts } from '../facts.js';
import { allow, looked, type Rule } from './rule.js';

/**
 * So many unsolicited messages in any hour, and spread over it: with a cap of 8, one goes every 7 min 30 s
 * at most. The count is the hard limit (a raised or lowered cap, a clock that was set); the pace keeps below it.
 */
export const hourCap: Rule = (facts, { budget }, now) => {
  const cap = facts.limits.messagesPerHour;
  if (budget !== 'unsolicited' || cap === undefined) return allow();
  const count = facts.sentLastHour;
  const found = { kind: 'sent-in-hour', count, cap, everyMs: null } as const;
  if (cap < 1) {
    return { type: 'hold', scope: 'account', reason: 'the hour cap is 0', ...looked(found) };
  }
  const free = freeAgainAt(facts, cap, now);
  if (free > now) {
    const reason = `all ${cap} messages of the last hour are sent`;
    return { type: 'wait', until: free, scope: 'account', reason, ...looked(found) };
  }
  const spacing = Math.ceil(HOUR_MS / cap);
  const paced = facts.lastSentAt === null ? now : facts.lastSentAt + spacing;
  if (paced > now) {
    const reason = `${cap} an hour are spread: one every ${describeDuration(spacing)}`;
    const spread = looked({ ...found, everyMs: spacing });
    return { type: 'wait', until: paced, scope: 'account', reason, ...spread };
  }
  return allow(found);
};

function freeAgainAt(facts: Facts, cap: number, now: number): number {
  if (facts.sentLastHour < cap || facts.earliestOfHour === null) return now;
  return facts.earliestOfHour + HOUR_MS;
}
