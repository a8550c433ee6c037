import type { ApprovalWords } from '../../../words/approvals.js';
import { strangerText } from '../../stranger-text.js';
import { halves, inHalves } from '../parts/halves.js';
import { EMPTY_ROW, type Row, row, wrapped } from '../parts/rows.js';
import type { TextBuffer } from '../parts/text-buffer.js';
import { editorColumns, editorRows } from '../parts/text-field.js';
import { countdown, dateTime } from '../parts/times.js';
import { manyLines, oneLine } from '../parts/visible-text.js';
import { faultOf, LONGEST_TEXT, type Waiting } from './drafts.js';

/** From so many columns on the post and the text stand beside each other. */
const WIDE = 96;

/** Which draft it is, where it would be said, and until when it waits. */
export function headRows(
  { draft, gone }: Waiting,
  words: ApprovalWords,
  now: number,
  zone: string,
  columns: number,
): readonly Row[] {
  const { id, service, channel, link, writtenAt, expiresAt } = draft;
  const title = channel.title === '' ? String(channel.id) : strangerText(channel.title);
  const left = expiresAt === null ? undefined : expiresAt - now;
  const end = left === undefined ? words.keeps : endOf(left, words);
  return [
    [
      { text: `#${id} ${service} · ` },
      { text: title, tone: 'strong' },
      { text: ` · ${oneLine(link)}`, tone: 'dim' },
    ],
    [
      { text: `${words.written(dateTime(writtenAt, zone))} · `, tone: 'dim' },
      { text: end, tone: left !== undefined && left < 600_000 ? 'warn' : 'dim' },
    ],
    ...(gone ? wrapped(`! ${words.gone}`, columns, 'warn') : []),
  ];
}

/** The post, and what would be said below it. */
export function draftRows(waiting: Waiting, words: ApprovalWords, columns: number): readonly Row[] {
  const { draft, edited } = waiting;
  const { leftCells, rightCells } = cellsFor(columns);
  const mark = edited === null ? '' : ` (${words.edited})`;
  const post = [row(words.post, 'key'), ...postRows(waiting, words, leftCells)];
  const text = [
    row(`${words.text}${mark}`, 'key'),
    ...wrapped(manyLines(edited ?? draft.text), rightCells),
  ];
  return columns >= WIDE ? inHalves(post, text, columns) : [...post, EMPTY_ROW, ...text];
}

/** The same while the text is written, in so many rows. */
export function editRows(
  waiting: Waiting,
  text: TextBuffer,
  words: ApprovalWords,
  columns: number,
  room: number,
): readonly Row[] {
  const { leftCells, rightCells } = cellsFor(columns);
  const wide = columns >= WIDE;
  const fault = faultOf(text.text) === 'too-long';
  const head: Row = [
    { text: words.text, tone: 'key' },
    { text: `  ${words.length(text.text.length, LONGEST_TEXT)}`, tone: fault ? 'bad' : 'dim' },
  ];
  const post = [row(words.post, 'key'), ...postRows(waiting, words, leftCells)];
  if (wide) {
    const editor = [head, ...editorRows(text, rightCells, room - 1)];
    return inHalves(post.slice(0, room), editor, columns);
  }
  const above = post.slice(0, Math.max(1, Math.floor(room / 3)));
  const left = Math.max(1, room - above.length - 2);
  return [...above, EMPTY_ROW, head, ...editorRows(text, rightCells, left)];
}

/** The cells that the editor's text is wrapped to. */
export function writingColumns(columns: number): number {
  return editorColumns(cellsFor(columns).rightCells);
}

function cellsFor(columns: number): { leftCells: number; rightCells: number } {
  return columns >= WIDE ? halves(columns) : { leftCells: columns, rightCells: columns };
}

function postRows({ draft }: Waiting, words: ApprovalWords, columns: number): readonly Row[] {
  if (draft.post === null) return wrapped(words.noPost, columns, 'dim');
  return wrapped(manyLines(draft.post), columns);
}

function endOf(left: number, words: ApprovalWords): string {
  return left > 0 ? words.expiresIn(countdown(left)) : words.expired;
}
