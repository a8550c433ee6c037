import type { PlanItem } from '../../core/plan.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { PEOPLE_REPORT } from '../../words/people-report.js';
import type { Reader } from '../reader.js';
import { tableLines } from '../table.js';
import { visible } from '../visible.js';
import { whoIs } from './names.js';

/** Of a text that waits only its beginning is shown. */
const SHOWN_OF_A_TEXT = 60;

type PlanReader = Pick<Reader, 'language' | 'timeZone'>;

/** What is due, as a table: local time, service, to whom, what, note. */
export function planLines(plan: readonly PlanItem[], { language, timeZone }: PlanReader): string[] {
  const words = PEOPLE_REPORT[language];
  if (plan.length === 0) return [words.nothingPlanned];
  const clock = localClock(timeZone);
  const rows = plan.map((item) => [
    describeLocal(clock, item.at),
    item.service,
    whoIs(item),
    words.what[item.what],
    remarks(item),
  ]);
  return tableLines(words.planHead, rows);
}

function remarks({ note, text }: PlanItem): string {
  const said =
    text === undefined ? [] : [`“${visible(text.replaceAll(/\s+/g, ' '), SHOWN_OF_A_TEXT)}”`];
  return [...(note === undefined ? [] : [note]), ...said].join(': ');
}

/** One planned thing in a line. */
export function planLine(item: PlanItem, { language, timeZone }: PlanReader): string {
  const what = PEOPLE_REPORT[language].what[item.what];
  const more = item.note === undefined ? '' : ` (${item.note})`;
  return `${describeLocal(localClock(timeZone), item.at)} ${item.service} ${what}${more}`;
}
