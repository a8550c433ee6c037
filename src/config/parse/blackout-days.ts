import { splitList } from './list.js';
import { isLocalDate } from './local-date.js';
import { bad, good, type Parsed } from './parsed.js';

/** Local dates, `2026-01-01,2026-12-31`. */
export function parseBlackoutDays(text: string): Parsed<readonly string[]> {
  const days = splitList(text);
  const wrong = days.find((day) => !isLocalDate(day));
  if (wrong === undefined) return good(days);
  return bad(
    `holds \`${wrong}\`, which is no day of the calendar`,
    'Write year, month and day, e.g. {name}=2026-01-01,2026-12-31',
  );
}
