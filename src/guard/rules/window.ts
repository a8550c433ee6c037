import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import { calendarOf } from '../../lib/calendar.js';
import { describeLocal } from '../../lib/local-time.js';
import { allow, looked, type Rule } from './rule.js';

/**
 * Nothing unsolicited outside the active windows, nor on blackout days. It must still arrive within the
 * window, so the last moments of one, as long as a send may take, count as outside.
 */
export const window: Rule = ({ limits }, { budget }, now) => {
  if (budget !== 'unsolicited') return allow();
  const calendar = calendarOf(limits);
  const opening = calendar.opening(now, SEND_DEADLINE_MS);
  const clock = `${describeLocal(calendar.clock, now)} ${limits.timeZone}`;
  if (opening === undefined) {
    const never = looked({ kind: 'closed', at: now, opensAt: null }, clock);
    return { type: 'hold', scope: 'account', reason: 'no active window is ahead', ...never };
  }
  if (opening <= now) return { type: 'allow', ...looked({ kind: 'open', at: now }, clock) };
  return {
    type: 'wait',
    until: opening,
    scope: 'account',
    reason: `outside the active hours until ${describeLocal(calendar.clock, opening)}`,
    ...looked({ kind: 'closed', at: now, opensAt: opening }, clock),
  };
};
