import type { Finding } from '../../core/finding.js';
import type { Verdict } from '../../core/guard.js';
import { calendarOf } from '../../lib/calendar.js';
import { HOUR_MS, startOfNextLocalDay } from '../../lib/local-time.js';
import type { Facts } from '../facts.js';
import { allow, looked, type Rule } from './rule.js';

/** So many answers in one chat in any hour, and of the account on a local day: a talk flows, and never floods. */
export const answerCap: Rule = (facts, { budget }, now) => {
  if (budget !== 'answer') return allow();
  const { answersPerChatPerHour, answersPerDay } = facts.limits.people;
  const found = {
    kind: 'answers',
    here: facts.answersHereLastHour,
    hereCap: answersPerChatPerHour,
    today: facts.answersToday,
    todayCap: answersPerDay,
  } as const;
  if (answersPerDay < 1 || answersPerChatPerHour < 1) {
    return { type: 'hold', scope: 'account', reason: 'the cap of answers is 0', ...looked(found) };
  }
  if (facts.answersToday >= answersPerDay) {
    const until = startOfNextLocalDay(calendarOf(facts.limits).clock, now);
    const reason = `all ${answersPerDay} answers of the day are given`;
    return { type: 'wait', until, scope: 'account', reason, ...looked(found) };
  }
  return inChat(facts, found);
};

function inChat(
  { earliestAnswerHere }: Facts,
  found: Extract<Finding, { kind: 'answers' }>,
): Verdict {
  const { here, hereCap } = found;
  if (here < hereCap || earliestAnswerHere === null) return allow(found);
  const reason = `all ${hereCap} answers of the last hour in this chat are given`;
  const until = earliestAnswerHere + HOUR_MS;
  return { type: 'wait', until, scope: 'peer', reason, ...looked(found) };
}
