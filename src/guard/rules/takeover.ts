import { calendarOf } from '../../lib/calendar.js';
import { describeLocal } from '../../lib/local-time.js';
import { allow, type Rule, refuse } from './rule.js';

/**
 * Where the operator writes by hand, conversation is the operator's for a while: neither answers nor private
 * messages go there, and none is made up for later.
 */
export const takeover: Rule = ({ takenOverAt, limits }, { service }, now) => {
  if (service !== 'reply' && service !== 'dm') return allow();
  if (takenOverAt === null) return allow();
  const agoMs = now - takenOverAt;
  const until = takenOverAt + limits.people.takeoverMs;
  if (until <= now) return allow({ kind: 'by-hand', agoMs, until: null });
  const end = `${describeLocal(calendarOf(limits).clock, until)} ${limits.timeZone}`;
  return refuse(`the operator writes here by hand: the chat is the operator's until ${end}`, {
    kind: 'by-hand',
    agoMs,
    until,
  });
};
