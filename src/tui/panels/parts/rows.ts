import { fit } from './cells.js';
import { wrap } from './wrap.js';

/** How a piece of text looks; what it means is always said by a word or a sign, too. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad' | 'key';

export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}

/** One row of a panel, from left to right. */
export type Row = readonly Piece[];

export const EMPTY_ROW: Row = [];

/** A row of one piece. */
export function row(text: string, tone: Tone = 'plain'): Row {
  return [{ text, tone }];
}

/** A text in as many rows as it needs; the later ones begin below the first one's text. */
export function wrapped(text: string, columns: number, tone: Tone = 'plain', indent = ''): Row[] {
  return wrap(text, columns - indent.length).map((line) => row(indent + line, tone));
}

/** A label and what belongs to it, in rows; the text stands in a column of its own. */
export function labelled(label: string, text: string, columns: number, labelCells: number): Row[] {
  const lines = wrap(text, Math.max(10, columns - labelCells));
  return lines.map((line, index) => [
    { text: (index === 0 ? fit(label, labelCells - 1) : '').padEnd(labelCells), tone: 'dim' },
    { text: line },
  ]);
}

/** The row's text, as a screen without colours shows it. */
export function plain(one: Row): string {
  return one.map(({ text }) => text).join('');
}
