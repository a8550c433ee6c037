import type { Row, Tone } from './panels/parts/rows.js';
import { oneLine } from './panels/parts/visible-text.js';

type Look = readonly [begin: string, end: string];

const PLAIN: Look = ['', ''];
const DIM: Look = ['\x1b[2m', '\x1b[22m'];
const INVERSE: Look = ['\x1b[7m', '\x1b[27m'];

/** Of the sixteen colours that every terminal has; what they mean is said by a word or a sign, too. */
const LOOKS: Readonly<Record<Tone, Look>> = {
  plain: PLAIN,
  dim: DIM,
  strong: ['\x1b[1m', '\x1b[22m'],
  good: ['\x1b[32m', '\x1b[39m'],
  warn: ['\x1b[33m', '\x1b[39m'],
  bad: ['\x1b[1;31m', '\x1b[22;39m'],
  key: ['\x1b[1;36m', '\x1b[22;39m'],
};

/** How a whole row stands out: `selected` from its neighbours, `old` as not of now. */
export type RowLook = 'selected' | 'old' | undefined;

/** A row as a terminal is told it. Whatever a text holds, nothing of it but the colours steers the terminal. */
export function drawnRow(row: Row, look?: RowLook): string {
  const drawn = row.map(({ text, tone = 'plain' }) =>
    text === '' ? '' : within(oneLine(text), look === 'old' ? DIM : LOOKS[tone]),
  );
  return look === 'selected' ? within(drawn.join(''), INVERSE) : drawn.join('');
}

function within(text: string, [begin, end]: Look): string {
  return begin + text + end;
}
