import { calendarOf } from '../lib/calendar.js';
import { HOUR_MS, startOfLocalDay } from '../lib/local-time.js';
import { countSince, newestWithin, type QueryPart, type Subject, spentBy } from './query-part.js';

/** What is asked about an answer. */
export function answersPart(subject: Subject): QueryPart {
  const { limits, now, peer } = subject;
  const { answerIntervalMs, answersPerChatPerHour: cap, answersPerDay } = limits.people;
  const answers = spentBy(subject, 'answer');
  const here = `${answers} and peer_id = ${peer}`;
  const midnight = startOfLocalDay(calendarOf(limits).clock, now);
  const columns = [
    'answers.count as "answersHereLastHour"',
    'answers.earliest as "earliestAnswerHere"',
    `${countSince(subject, answers, midnight, answersPerDay)} as "answersToday"`,
  ];
  if (answerIntervalMs > 0) {
    columns.push(`(select at ${here} order by at desc limit 1) as "lastAnswerHereAt"`);
  }
  return { columns, joins: [newestWithin(subject, 'answers', here, { ageMs: HOUR_MS, cap })] };
}
