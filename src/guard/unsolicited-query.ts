import type { Intent } from '../core/intent.js';
import { calendarOf } from '../lib/calendar.js';
import { HOUR_MS, startOfLocalDay } from '../lib/local-time.js';
import { countSince, newestWithin, type QueryPart, type Subject, spentBy } from './query-part.js';

/** What is asked about an intent that nobody asked for. */
export function unsolicitedPart(
  subject: Subject,
  { peer, instant }: Pick<Intent, 'peer' | 'instant'>,
): QueryPart {
  const { limits, now } = subject;
  const { messagesPerHour, messagesPerDay, minIntervalMs, minIntervalPerPeerMs, people } = limits;
  const unsolicited = spentBy(subject, 'unsolicited');
  const here = `${unsolicited} and peer_id = ${subject.peer}`;
  const columns: string[] = [];
  const joins: string[] = [];
  if (messagesPerHour !== undefined) {
    columns.push('hour.count as "sentLastHour"', 'hour.earliest as "earliestOfHour"');
    joins.push(
      newestWithin(subject, 'hour', unsolicited, { ageMs: HOUR_MS, cap: messagesPerHour }),
    );
  }
  if (messagesPerDay !== undefined) {
    const midnight = startOfLocalDay(calendarOf(limits).clock, now);
    columns.push(`${countSince(subject, unsolicited, midnight, messagesPerDay)} as "sentToday"`);
  }
  if (minIntervalMs > 0 || messagesPerHour !== undefined) {
    columns.push(`(select at ${unsolicited} order by at desc limit 1) as "lastSentAt"`);
  }
  if (minIntervalPerPeerMs > 0 || (peer > 0 && people.cooldownMs > 0)) {
    columns.push(`(select at ${here} order by at desc limit 1) as "lastSentToPeerAt"`);
  }
  if (peer > 0) {
    const { windowMs: ageMs, maxPerWindow: cap } = people;
    columns.push('person_window.count as "sentToPersonInWindow"');
    joins.push(newestWithin(subject, 'person_window', here, { ageMs, cap }));
  }
  if (instant && limits.maxInstantPerChatPerHour !== undefined) {
    columns.push(
      'instant.count as "instantHereLastHour"',
      'instant.earliest as "earliestInstantHere"',
    );
    const cap = limits.maxInstantPerChatPerHour;
    joins.push(newestWithin(subject, 'instant', `${here} and instant`, { ageMs: HOUR_MS, cap }));
  }
  return { columns, joins };
}
