import type {
  ChangedSetting,
  Setting,
  SettingsReport,
} from '../../../control/contract/settings.js';
import type { SettingsWords } from '../../../words/settings.js';
import { cells, pad } from '../parts/cells.js';
import { EMPTY_ROW, type Row, row, wrapped } from '../parts/rows.js';
import { manyLines, oneLine } from '../parts/visible-text.js';

/** The variables that a text is found in: their names, values or meanings, in any letter case. */
export function filtered(settings: readonly Setting[], text: string): readonly Setting[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return settings;
  return settings.filter(({ name, value, meaning }) =>
    [name, value, meaning].some((part) => part.toLowerCase().includes(wanted)),
  );
}

/** A variable in one row: name, value, where it stands, and whether it can be changed here. */
export function settingRow(
  setting: Setting,
  chosen: boolean,
  words: SettingsWords,
  columns: number,
): Row {
  const { name, value, source, change } = setting;
  const markCells = Math.max(...Object.values(words.mark).map(cells)) + 1;
  const nameCells = Math.min(34, Math.floor(columns * 0.36));
  const sourceCells = Math.min(36, Math.floor(columns * 0.26));
  const valueCells = Math.max(4, columns - 2 - nameCells - sourceCells - markCells - 2);
  return [
    { text: chosen ? '> ' : '  ', tone: 'key' },
    { text: pad(name, nameCells), tone: chosen ? 'strong' : 'plain' },
    { text: ' ' },
    {
      text: pad(value === '' ? words.unset : oneLine(value), valueCells),
      tone: value === '' ? 'dim' : 'plain',
    },
    { text: ` ${pad(source, sourceCells)}`, tone: 'dim' },
    {
      text: pad(change === 'live' ? '' : words.mark[change], markCells, 'right'),
      tone: change === 'file' ? 'dim' : 'warn',
    },
  ];
}

/** What a variable means, and when a change of it is in force: two rows and the value, where it is long. */
export function meaningRows(
  { name, meaning, value, source, change }: Setting,
  words: SettingsWords,
  columns: number,
): readonly Row[] {
  const full = value === '' ? words.unset : oneLine(value);
  return [
    row('─'.repeat(columns), 'dim'),
    ...wrapped(`${name}: ${oneLine(meaning)}`, columns).slice(0, 2),
    ...wrapped(`${full}  (${source}; ${words.change[change]})`, columns, 'dim').slice(0, 2),
  ];
}

/** What would change, from what to what, and what deserves a look. */
export function reviewRows(
  { changes, warnings }: SettingsReport,
  words: SettingsWords,
  columns: number,
): readonly Row[] {
  return [
    ...(changes.length === 0 ? [row(words.noChange, 'dim')] : []),
    ...changes.flatMap((change) => [...changeRows(change, words, columns), EMPTY_ROW]),
    ...warnings.flatMap((warning) => wrapped(`! ${manyLines(warning)}`, columns, 'warn')),
  ];
}

function changeRows(
  { name, from, to, needsRestart }: ChangedSetting,
  words: SettingsWords,
  columns: number,
): readonly Row[] {
  const shown = (value: string) => (value === '' ? words.unset : manyLines(value));
  return [
    [
      { text: name, tone: 'strong' },
      { text: needsRestart ? `  (${words.needsRestart})` : '', tone: 'warn' },
    ],
    ...signed('-', shown(from), columns, 'bad'),
    ...signed('+', shown(to), columns, 'good'),
  ];
}

function signed(sign: string, text: string, columns: number, tone: 'good' | 'bad'): readonly Row[] {
  return wrapped(text, columns, 'plain', '    ').map((line, index) => [
    { text: index === 0 ? `  ${sign} ` : '    ', tone },
    {
      text: line
        .map((piece) => piece.text)
        .join('')
        .slice(4),
    },
  ]);
}
