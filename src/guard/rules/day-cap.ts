import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import { calendarOf } from '../../lib/calendar.js';
import { startOfNextLocalDay } from '../../lib/local-time.js';
import { allow, looked, type Rule } from './rule.js';

/**
 * So many unsolicited messages a local day. What is sent in a day's last moments might arrive on the next
 * and spend that day's: it waits for it.
 */
export const dayCap: Rule = ({ limits, sentToday }, { budget }, now) => {
  const cap = limits.messagesPerDay;
  if (budget !== 'unsolicited' || cap === undefined) return allow();
  const found = { kind: 'sent-today', count: sentToday, cap, tooLate: false } as const;
  if (cap < 1) {
    return { type: 'hold', scope: 'account', reason: 'the day cap is 0', ...looked(found) };
  }
  const tomorrow = startOfNextLocalDay(calendarOf(limits).clock, now);
  if (sentToday >= cap) {
    const reason = `all ${cap} messages of the day are sent`;
    return { type: 'wait', until: tomorrow, scope: 'account', reason, ...looked(found) };
  }
  if (tomorrow - now < SEND_DEADLINE_MS) {
    const reason = 'it could arrive only tomorrow';
    const late = looked({ ...found, tooLate: true });
    return { type: 'wait', until: tomorrow, scope: 'account', reason, ...late };
  }
  return allow(found);
};
