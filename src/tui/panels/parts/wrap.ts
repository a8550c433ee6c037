import { cellsOf, graphemes } from './cells.js';

/** A row of wrapped text: from `start` up to `end` (UTF-16 units), the line end not included. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Breaks a text into rows of at most so many cells, between words where it can. Spaces at a row's end
 * may stand out of it.
 */
export function wrapRanges(text: string, columns: number): readonly RowRange[] {
  const rows: RowRange[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    wrapLine(line, start, Math.max(1, columns), rows);
    start += line.length + 1;
  }
  return rows;
}

/** The same as texts. */
export function wrap(text: string, columns: number): readonly string[] {
  return wrapRanges(text, columns).map(({ start, end }) => text.slice(start, end).trimEnd());
}

function wrapLine(line: string, offset: number, columns: number, rows: RowRange[]): void {
  let rowStart = 0;
  let taken = 0;
  /** Where the newest word begins, and the cells that were taken before it. */
  let word = { start: 0, taken: 0 };
  let at = 0;
  for (const one of graphemes(line)) {
    const wide = cellsOf(one);
    if (one === ' ') {
      taken += 1;
      word = { start: at + 1, taken };
    } else {
      if (taken + wide > columns && at > rowStart) {
        const cut = word.start > rowStart ? word : { start: at, taken };
        rows.push({ start: offset + rowStart, end: offset + cut.start });
        rowStart = cut.start;
        taken -= cut.taken;
        word = { start: rowStart, taken: 0 };
      }
      taken += wide;
    }
    at += one.length;
  }
  rows.push({ start: offset + rowStart, end: offset + line.length });
}
