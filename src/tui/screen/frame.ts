import { cells } from '../panels/parts/cells.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colours are made of
const COLOURS = /\x1b\[[\d;:]*m/g;

/**
 * What a terminal is told so that it shows the new rows where it showed the old ones: only rows that changed are
 * drawn, each from its own first cell, so that nothing that goes wrong in one can spread to another.
 * @param before null: nobody knows what is there
 * @returns empty when nothing changed
 */
export function drawChanges(
  before: readonly string[] | null,
  after: readonly string[],
  columns: number,
): string {
  const rows = Math.max(before?.length ?? 0, after.length);
  let drawn = '';
  for (let row = 0; row < rows; row += 1) {
    const line = after[row] ?? '';
    if (before !== null && (before[row] ?? '') === line) continue;
    // At the last cell, "erase to the end" would take that cell, too.
    const erase = cells(line.replace(COLOURS, '')) < columns ? '\x1b[K' : '';
    drawn += `\x1b[${row + 1};1H\x1b[0m${line}\x1b[0m${erase}`;
  }
  const clear = before === null && drawn !== '' ? '\x1b[0m\x1b[2J' : '';
  return clear + drawn;
}

/** The text without its colours and styles. */
export function withoutColours(text: string): string {
  return text.replace(COLOURS, '');
}
