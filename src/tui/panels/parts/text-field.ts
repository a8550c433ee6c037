import { cells, cellsOf, graphemes } from './cells.js';
import { type Row, row } from './rows.js';
import { cursorOf, type TextBuffer } from './text-buffer.js';
import { wrapRanges } from './wrap.js';

/** Stands before the character that the cursor is on: seen without colours, too. */
const CURSOR = '│';

/** A line that is being written, as much of it as fits around the cursor. @param hidden shows dots only */
export function fieldRow(label: string, buffer: TextBuffer, columns: number, hidden = false): Row {
  const room = Math.max(4, columns - cells(label) - 2);
  const shown = (text: string) =>
    hidden ? '•'.repeat(graphemes(text).length) : text.replaceAll('\n', '⏎');
  const before = lastCells(shown(buffer.text.slice(0, buffer.at)), room - 1);
  const after = shown(buffer.text.slice(buffer.at));
  return [
    { text: `${label} `, tone: 'key' },
    { text: before },
    { text: CURSOR, tone: 'key' },
    { text: firstCells(after, room - cells(before) - 1) },
  ];
}

/** A text in rows that is being written: so many rows of it, with the cursor's among them. */
export function editorRows(buffer: TextBuffer, columns: number, room: number): readonly Row[] {
  const inside = editorColumns(columns);
  const ranges = wrapRanges(buffer.text, inside);
  const cursor = cursorOf(buffer, inside);
  const top = Math.max(0, Math.min(cursor.row - room + 1, ranges.length - room));
  return ranges.slice(top, top + room).map(({ start, end }, index) => {
    if (top + index !== cursor.row) return row(buffer.text.slice(start, end));
    return [
      { text: buffer.text.slice(start, buffer.at) },
      { text: CURSOR, tone: 'key' },
      { text: buffer.text.slice(buffer.at, end) },
    ];
  });
}

/** The cells that a text is wrapped to, in an editor of so many columns: the cursor takes one. */
export function editorColumns(columns: number): number {
  return Math.max(2, columns - 1);
}

function firstCells(text: string, most: number): string {
  let kept = '';
  let taken = 0;
  for (const one of graphemes(text)) {
    taken += cellsOf(one);
    if (taken > most) break;
    kept += one;
  }
  return kept;
}

function lastCells(text: string, most: number): string {
  return [...graphemes(firstCells([...graphemes(text)].reverse().join(''), most))]
    .reverse()
    .join('');
}
