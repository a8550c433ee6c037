import type { PlanItem } from '../../core/plan.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { whoIs } from './names.js';

/** What is due, as a table: local time, service, to whom, what, note. */
export function planLines(plan: readonly PlanItem[], timeZone: string): string[] {
  if (plan.length === 0) return ['Nothing is planned.'];
  const clock = localClock(timeZone);
  const rows = plan.map((item) => [
    describeLocal(clock, item.at),
    item.service,
    whoIs(item),
    item.what,
    item.note ?? '',
  ]);
  const head = ['when', 'service', 'to', 'what', 'note'];
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** One planned thing in a line. */
export function planLine({ at, service, what, note }: PlanItem, timeZone: string): string {
  const more = note === undefined ? '' : ` (${note})`;
  return `${describeLocal(localClock(timeZone), at)} ${service} ${what}${more}`;
}
