import type { InterfaceLanguage } from '../core/languages.js';
import { TERMINAL } from '../words/terminal.js';
import { type KeyRow, keyTable } from './keys.js';
import { pad } from './panels/parts/cells.js';
import { EMPTY_ROW, type Row, row, wrapped } from './panels/parts/rows.js';

const KEY_CELLS = 12;

/** The help: the key table, and what else there is to know. */
export function helpRows(language: InterfaceLanguage, columns: number): readonly Row[] {
  const { help, helpLines } = TERMINAL[language];
  const table = keyTable(language);
  return [
    ...section(help.keys, table.overview, columns),
    EMPTY_ROW,
    ...section(help.chooser, table.chooser, columns),
    EMPTY_ROW,
    ...section(help.feed, table.events, columns),
    EMPTY_ROW,
    row(help.everywhere, 'strong'),
    ...helpLines.flatMap((line) => wrapped(line, columns, 'plain', '  ')),
  ];
}

function section(title: string, entries: readonly KeyRow[], columns: number): readonly Row[] {
  const rows = entries.flatMap(({ keys, meaning }) =>
    wrapped(meaning, columns - KEY_CELLS - 2).map((line, index) => [
      { text: `  ${pad(index === 0 ? keys : '', KEY_CELLS)}`, tone: 'key' as const },
      ...line,
    ]),
  );
  return [row(title, 'strong'), ...rows];
}
