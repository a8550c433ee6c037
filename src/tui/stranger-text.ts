import { oneLine } from './panels/parts/visible-text.js';

const FLAG = /[\u{1f1e6}-\u{1f1ff}]/gu;
/** What follows a first emoji to change or join it; terminals disagree about the cells of the whole. */
const JOINED = /\u200d\p{Extended_Pictographic}/gu;
const CHANGERS =
  /[\u{1f3fb}-\u{1f3ff}]|[\u{e0000}-\u{e007f}]|[\ufe00-\ufe0f]|[\u200b-\u200d]|\u2060|\ufeff|\u00ad/gu;
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;

/**
 * What a stranger wrote, on one line, so that it can neither steer the terminal nor take other cells than it is
 * counted for: control and bidi characters become `?`, composed emoji their first part, flags their letters.
 */
export function strangerText(text: string): string {
  const calm = text
    .normalize('NFC')
    .replace(JOINED, '')
    .replace(CHANGERS, '')
    .replace(FLAG, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65))
    .replace(PILED_MARKS, '$1');
  return oneLine(calm);
}
