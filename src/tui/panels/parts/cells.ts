/** Latin, Cyrillic, and the signs that screens are drawn with: a character each, a cell each. Most rows hold no others. */
const SIMPLE =
  /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2713\u2717]*$/;
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{M}\p{C}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
/** East Asian Width W and F, in blocks; emoji are told by their property. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const segmenter = new Intl.Segmenter();

/** What a reader takes for one character each. */
export function graphemes(text: string): readonly string[] {
  return SIMPLE.test(text) ? [...text] : [...segmenter.segment(text)].map(({ segment }) => segment);
}

/**
 * The cells of a terminal that one grapheme takes: 0, 1 or 2.
 * @see https://www.unicode.org/reports/tr11/
 */
export function cellsOf(grapheme: string): number {
  if (SIMPLE.test(grapheme)) return grapheme.length;
  if (UNSEEN.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  const first = grapheme.codePointAt(0) ?? 0;
  return WIDE.some(([from, to]) => first >= from && first <= to) ? 2 : 1;
}

/** The cells that a line takes. */
export function cells(line: string): number {
  if (SIMPLE.test(line)) return line.length;
  return graphemes(line).reduce((sum, one) => sum + cellsOf(one), 0);
}

/** The line, or as much of it as fits, then `…`. */
export function fit(line: string, columns: number): string {
  if (columns <= 0) return '';
  if (cells(line) <= columns) return line;
  let kept = '';
  let taken = 1;
  for (const one of graphemes(line)) {
    taken += cellsOf(one);
    if (taken > columns) break;
    kept += one;
  }
  return `${kept}…`;
}

/** The line in exactly so many cells: cut, or filled up with spaces. */
export function pad(line: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const fitted = fit(line, columns);
  const space = ' '.repeat(Math.max(0, columns - cells(fitted)));
  return side === 'left' ? fitted + space : space + fitted;
}
