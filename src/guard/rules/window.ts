import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import { calendarOf } from '../../lib/calendar.js';
import { describeLocal } from '../../lib/local-time.js';
import { allow, type Rule } from './rule.js';

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
    return { type: 'hold', scope: 'account', reason: 'no active window is ahead', figure: clock };
  }
  if (opening <= now) return allow(clock);
  return {
    type: 'wait',
    until: opening,
    scope: 'account',
    reason: `outside the active hours until ${describeLocal(calendar.clock, opening)}`,
    figure: clock,
  };
};
