import type { DayStatistics } from '../../../control/contract/operations.js';
import type { PeopleWords } from '../../../words/people.js';
import { fullCells } from '../../bar.js';
import { cells, fit, pad } from '../parts/cells.js';
import { type Row, row } from '../parts/rows.js';

const FIGURES = ['heard', 'refused', 'failed', 'expired'] as const;
const DAY_CELLS = 12;

/** The days, the newest first: what was sent as a bar, by service where there is room, and the other figures. */
export function dayRows(
  days: readonly DayStatistics[],
  words: PeopleWords,
  columns: number,
): readonly Row[] {
  if (days.length === 0) return [row(words.noDays, 'dim')];
  const heads = FIGURES.map((figure) => words.day[figure]);
  const widths = heads.map((head) => Math.max(cells(head), 5) + 2);
  const figures = widths.reduce((sum, one) => sum + one, 0);
  const left = Math.max(8, columns - DAY_CELLS - figures - 8);
  const most = Math.max(1, ...days.map(total));
  const services = left >= 40 ? 24 : 0;
  const barCells = Math.max(4, Math.min(40, left - services));
  const head: Row = [
    { text: pad(words.day.day, DAY_CELLS), tone: 'dim' },
    { text: pad(words.day.sent, barCells + 8), tone: 'dim' },
    {
      text: heads.map((one, index) => pad(one, widths[index] ?? 0, 'right')).join(''),
      tone: 'dim',
    },
  ];
  const rows = days.toReversed().map((day): Row => {
    const sent = total(day);
    return [
      { text: pad(day.day, DAY_CELLS) },
      { text: pad('█'.repeat(fullCells(sent, most, barCells)), barCells), tone: 'good' },
      { text: pad(` ${sent}`, 8), tone: 'strong' },
      {
        text: FIGURES.map((name, index) =>
          pad(String(day[name]), widths[index] ?? 0, 'right'),
        ).join(''),
      },
      { text: services === 0 ? '' : `  ${fit(byService(day), services - 2)}`, tone: 'dim' },
    ];
  });
  return [head, ...rows];
}

function total({ sent }: DayStatistics): number {
  return Object.values(sent).reduce((sum, count) => sum + count, 0);
}

function byService({ sent }: DayStatistics): string {
  return Object.entries(sent)
    .filter(([, count]) => count > 0)
    .map(([service, count]) => `${service} ${count}`)
    .join(' ');
}
