import { cells, cellsOf, graphemes } from './cells.js';
import type { Stroke } from './strokes.js';
import { manyLines } from './visible-text.js';
import { wrapRanges } from './wrap.js';

/** A text that is being written, and where the next character goes (UTF-16 units). */
export interface TextBuffer {
  readonly text: string;
  readonly at: number;
}

/** How a text is written: on one line, or in rows of so many cells, where Enter begins a new line. */
export type Writing =
  | { readonly lines: 'one' }
  | { readonly lines: 'many'; readonly columns: number };

export const ONE_LINE: Writing = { lines: 'one' };

/** Ready to write on at the text's end. */
export function bufferOf(text: string): TextBuffer {
  return { text, at: text.length };
}

/** What a stroke makes of it; undefined: the stroke is none of writing. */
export function write(
  buffer: TextBuffer,
  stroke: Stroke,
  writing: Writing,
): TextBuffer | undefined {
  if (stroke.kind === 'text') return insert(buffer, readable(stroke.text, writing));
  const { text, at } = buffer;
  switch (stroke.name) {
    case 'backspace':
      return remove(buffer, before(text, at));
    case 'erase-word':
      return remove(buffer, text.slice(0, at).replace(/\S*\s*$/u, '').length);
    case 'erase-line':
      return remove(buffer, lineStart(text, at, writing));
    case 'left':
      return { text, at: before(text, at) };
    case 'right':
      return { text, at: at + (graphemes(text.slice(at))[0] ?? '').length };
    case 'home':
      return { text, at: lineStart(text, at, writing) };
    case 'end':
      return { text, at: lineEnd(text, at, writing) };
    default:
      return writing.lines === 'many'
        ? writeLines(buffer, stroke.name, writing.columns)
        : undefined;
  }
}

/** Where the cursor stands, in rows and cells, once the text is wrapped. */
export function cursorOf({ text, at }: TextBuffer, columns: number): { row: number; cell: number } {
  const rows = wrapRanges(text, columns);
  const row = rows.findLastIndex(({ start }) => start <= at);
  return { row, cell: cells(text.slice(rows[row]?.start ?? 0, at)) };
}

function writeLines(buffer: TextBuffer, name: string, columns: number): TextBuffer | undefined {
  if (name === 'enter') return insert(buffer, '\n');
  if (name === 'up') return moveRows(buffer, -1, columns);
  if (name === 'down') return moveRows(buffer, 1, columns);
  return undefined;
}

function insert({ text, at }: TextBuffer, added: string): TextBuffer {
  return { text: text.slice(0, at) + added + text.slice(at), at: at + added.length };
}

function remove({ text, at }: TextBuffer, from: number): TextBuffer {
  return { text: text.slice(0, from) + text.slice(at), at: from };
}

function before(text: string, at: number): number {
  return at - (graphemes(text.slice(0, at)).at(-1) ?? '').length;
}

function lineStart(text: string, at: number, writing: Writing): number {
  return writing.lines === 'one' ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number, writing: Writing): number {
  const end = writing.lines === 'one' ? -1 : text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** What was pasted may hold anything; on one line there are no line ends. */
function readable(text: string, writing: Writing): string {
  const lines = manyLines(text);
  return writing.lines === 'one' ? lines.replaceAll('\n', ' ') : lines;
}

function moveRows(buffer: TextBuffer, by: number, columns: number): TextBuffer {
  const { text } = buffer;
  const rows = wrapRanges(text, columns);
  const { row, cell } = cursorOf(buffer, columns);
  const goal = rows[row + by];
  if (!goal) return { text, at: by < 0 ? 0 : text.length };
  let at = goal.start;
  let taken = 0;
  for (const one of graphemes(text.slice(goal.start, goal.end))) {
    taken += cellsOf(one);
    if (taken > cell || (at + one.length === goal.end && isSoft(text, goal.end))) break;
    at += one.length;
  }
  return { text, at };
}

/** A row that ends where the next begins: its end is the next row's first place. */
function isSoft(text: string, end: number): boolean {
  return end < text.length && text[end] !== '\n';
}
