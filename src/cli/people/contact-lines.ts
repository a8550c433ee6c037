import type { ContactReport } from '../../control/contract/people.js';
import type { Erasure, Person } from '../../core/people.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { visible } from '../visible.js';
import { personName } from './names.js';
import { planLine } from './plan-lines.js';

/** All that is known of a person, a line each. */
export function contactLines(report: ContactReport, timeZone: string): string[] {
  const { person, log, planned, takenOverUntil } = report;
  const time = (at: number) => describeLocal(localClock(timeZone), at);
  const last = (at: number | undefined) => (at === undefined ? '' : `, the last ${time(at)}`);
  return [
    `person     ${personName(person)}${person.language === undefined ? '' : `, ${person.language}`}`,
    `written to ${mayBeWrittenTo(person, time)}`,
    `known      since ${time(person.firstSeenAt)}`,
    `messages   ${person.heard} by them${last(person.lastHeardAt)}; ${person.said} to them${last(person.lastSaidAt)}`,
    ...(takenOverUntil === null ? [] : [`takeover   yours until ${time(takenOverUntil)}`]),
    ...log.map(({ at, change, basis, how }) => {
      const what = basis === undefined ? change : `${change}, ${basis}`;
      return `ledger     ${time(at)} ${what}: ${visible(how, 200)}`;
    }),
    ...planned.map((item) => `planned    ${planLine(item, { language: 'en', timeZone })}`),
  ];
}

function mayBeWrittenTo({ consent, refusal }: Person, time: (at: number) => string): string {
  if (refusal) return `no, refused ${time(refusal.at)}: ${visible(refusal.how, 200)}`;
  if (!consent) return 'no, there is no consent';
  return `yes, ${consent.basis} ${time(consent.at)}: ${visible(consent.source, 200)}`;
}

/** What was erased of a person. */
export function erasureLines({ erased, inDoubt }: Erasure): string[] {
  const rows = Object.entries(erased).filter(([, count]) => count > 0);
  const what = rows.map(([table, count]) => `${table} ${count}`).join(', ');
  return [
    `Erased: ${what || 'there was nothing'}. That they are not to be written to is kept as a keyed hash.`,
    ...(inDoubt > 0
      ? [`${inDoubt} sends are in doubt just now: their rows go once they have an end.`]
      : []),
  ];
}
