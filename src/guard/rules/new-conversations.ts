import { SEND_DEADLINE_MS } from '../../core/messenger.js';
import type { PeopleLimits } from '../../core/settings.js';
import { calendarOf } from '../../lib/calendar.js';
import { DAY_MS, type LocalClock, startOfNextLocalDay } from '../../lib/local-time.js';
import type { Facts } from '../facts.js';
import { allow, type Rule } from './rule.js';

/**
 * So many first words a local day to people who never wrote: nothing looks more like spam. A young account
 * works its way up. As with the day's cap, what might arrive only tomorrow waits for it.
 */
export const newConversations: Rule = (facts, { budget }, now) => {
  const { limits, begunToday } = facts;
  if (budget !== 'unsolicited' || !facts.person?.stranger) return allow();
  const { clock } = calendarOf(limits);
  const { cap, day } = capOfDay(limits.people, clock, facts.firstOnlineAt, now);
  const warmUp = day < limits.people.warmUpDays ? `, day ${day + 1} of the warm-up` : '';
  const figure = `${begunToday} of ${cap} conversations begun today${warmUp}`;
  if (cap < 1) {
    const reason = 'the cap of new conversations is 0';
    return { type: 'hold', scope: 'peer', reason, figure };
  }
  const until = startOfNextLocalDay(clock, now);
  if (begunToday >= cap) {
    const reason = `all ${cap} new conversations of the day are begun`;
    return { type: 'wait', until, scope: 'peer', reason, figure };
  }
  if (until - now < SEND_DEADLINE_MS) {
    return { type: 'wait', until, scope: 'peer', reason: 'it could arrive only tomorrow', figure };
  }
  return allow(figure);
};

/**
 * The cap on a local day: `day` counts from the account's first, 0; without a beginning it is that. Evenly
 * up to the full cap on the last day of the warm-up, and at least one.
 */
function capOfDay(
  { newConversationsPerDay, warmUpDays, accountSince }: PeopleLimits,
  clock: LocalClock,
  firstOnlineAt: Facts['firstOnlineAt'],
  now: number,
): { readonly cap: number; readonly day: number } {
  const today = dayOf(clock.local(now));
  const since = accountSince === undefined ? firstOnlineAt : Date.parse(accountSince);
  const began = accountSince === undefined && since !== null ? clock.local(since) : since;
  const day = began === null ? 0 : Math.max(0, today - dayOf(began));
  const ramped = Math.max(1, Math.floor((newConversationsPerDay * (day + 1)) / warmUpDays));
  const full = day >= warmUpDays || newConversationsPerDay < 1;
  return { cap: full ? newConversationsPerDay : ramped, day };
}

function dayOf(local: number): number {
  return Math.floor(local / DAY_MS);
}
