import type { Verdict } from '../../core/guard.js';
import { calendarOf } from '../../lib/calendar.js';
import { HOUR_MS, startOfNextLocalDay } from '../../lib/local-time.js';
import type { Facts } from '../facts.js';
import { allow, type Rule } from './rule.js';

/** So many answers in one chat in any hour, and of the account on a local day: a talk flows, and never floods. */
export const answerCap: Rule = (facts, { budget }, now) => {
  if (budget !== 'answer') return allow();
  const { answersPerChatPerHour, answersPerDay } = facts.limits.people;
  const today = `${facts.answersToday} of ${answersPerDay} answers today`;
  const here = `${facts.answersHereLastHour} of ${answersPerChatPerHour} here in the last hour`;
  const figure = `${here}, ${today}`;
  if (answersPerDay < 1 || answersPerChatPerHour < 1) {
    return { type: 'hold', scope: 'account', reason: 'the cap of answers is 0', figure };
  }
  if (facts.answersToday >= answersPerDay) {
    const until = startOfNextLocalDay(calendarOf(facts.limits).clock, now);
    const reason = `all ${answersPerDay} answers of the day are given`;
    return { type: 'wait', until, scope: 'account', reason, figure };
  }
  return inChat(facts, answersPerChatPerHour, figure);
};

function inChat(facts: Facts, cap: number, figure: string): Verdict {
  const { answersHereLastHour, earliestAnswerHere } = facts;
  if (answersHereLastHour < cap || earliestAnswerHere === null) return allow(figure);
  const reason = `all ${cap} answers of the last hour in this chat are given`;
  return { type: 'wait', until: earliestAnswerHere + HOUR_MS, scope: 'peer', reason, figure };
}
