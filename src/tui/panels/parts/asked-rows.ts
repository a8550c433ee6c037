import type { PanelWords } from '../../../words/panels.js';
import { type Row, row, wrapped } from './rows.js';
import type { Asked } from './use-asked.js';

/** What stands above what was asked for: that it is awaited for the first time, or why it can't be had (now). */
export function askedRows(
  { value, loading, problem }: Asked<unknown>,
  words: PanelWords,
  columns: number,
): readonly Row[] {
  if (problem) return problemRows(problem, words, columns);
  return loading && value === undefined ? [row(words.loading, 'dim')] : [];
}

/** A problem, with its remedy, in rows. */
function problemRows(
  { problem, remedy }: { readonly problem: string; readonly remedy: string },
  words: PanelWords,
  columns: number,
): readonly Row[] {
  return [
    ...wrapped(`! ${words.failed}: ${problem}`, columns, 'bad'),
    ...(remedy === '' ? [] : wrapped(remedy, columns, 'plain', '  ')),
  ];
}
