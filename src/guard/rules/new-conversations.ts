import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import { calendarOf } from '../../lib/calendar.js';
import { startOfNextLocalDay } from '../../lib/local-time.js';
import { conversationCap } from '../conversation-cap.js';
import { allow, looked, type Rule } from './rule.js';

/**
 * So many first words a local day to people who never wrote: nothing looks more like spam. A young account
 * works its way up. As with the day's cap, what might arrive only tomorrow waits for it.
 */
export const newConversations: Rule = (facts, { budget }, now) => {
  const { limits, begunToday } = facts;
  if (budget !== 'unsolicited' || !facts.person?.stranger) return allow();
  const { clock } = calendarOf(limits);
  const { cap, day } = conversationCap(limits.people, clock, facts.firstOnlineAt, now);
  const warmUpDay = day < limits.people.warmUpDays ? day + 1 : null;
  const figures = { count: begunToday, cap, warmUpDay, tooLate: false };
  const found = { kind: 'begun-today', ...figures } as const;
  if (cap < 1) {
    const reason = 'the cap of new conversations is 0';
    return { type: 'hold', scope: 'peer', reason, ...looked(found) };
  }
  const until = startOfNextLocalDay(clock, now);
  if (begunToday >= cap) {
    const reason = `all ${cap} new conversations of the day are begun`;
    return { type: 'wait', until, scope: 'peer', reason, ...looked(found) };
  }
  if (until - now < SEND_DEADLINE_MS) {
    const late = looked({ ...found, tooLate: true });
    return { type: 'wait', until, scope: 'peer', reason: 'it could arrive only tomorrow', ...late };
  }
  return allow(found);
};
