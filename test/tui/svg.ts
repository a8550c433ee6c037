import type { Stretch } from './colours.js';

const CELL_WIDTH = 8.4;
const ROW_HEIGHT = 18;
const MARGIN = 14;
const BACKGROUND = '#16181d';
const TEXT = '#d6d8dd';
const FILLS: Readonly<Record<string, string>> = {
  red: '#f07178',
  green: '#8fc974',
  yellow: '#e6c35c',
  cyan: '#5cc8d6',
};

/** A picture of a terminal: plain text, in fonts that every reader has. */
export function svgOf(
  title: string,
  lines: readonly (readonly Stretch[])[],
  columns: number,
): string {
  const width = Math.ceil(columns * CELL_WIDTH + 2 * MARGIN);
  const height = lines.length * ROW_HEIGHT + 2 * MARGIN;
  const texts = lines.flatMap((line, row) =>
    line.filter(({ text }) => text.trim() !== '').flatMap((stretch) => stretchOf(stretch, row)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
}

/** Each word in its own cells: no font is exactly as wide as another, and columns would drift. */
function stretchOf({ look, text, at }: Stretch, row: number): readonly string[] {
  const y = MARGIN + (row + 1) * ROW_HEIGHT - 5;
  const inverse = look.includes('inverse');
  const length = [...text].length;
  const left = (MARGIN + at * CELL_WIDTH).toFixed(1);
  const back = `<rect x="${left}" y="${y - 13}" width="${(length * CELL_WIDTH).toFixed(1)}" height="${ROW_HEIGHT}" fill="${TEXT}"/>`;
  const words = [...text.matchAll(/\S+/gu)].map((match) => {
    const cell = at + [...text.slice(0, match.index)].length;
    const x = (MARGIN + cell * CELL_WIDTH).toFixed(1);
    const wide = ([...match[0]].length * CELL_WIDTH).toFixed(1);
    return `<text x="${x}" y="${y}" textLength="${wide}" lengthAdjust="spacingAndGlyphs"${styleOf(look)}>${escaped(match[0])}</text>`;
  });
  return inverse ? [back, ...words] : words;
}

function styleOf(look: string): string {
  const words = look.split(' ');
  const colour = words.map((word) => FILLS[word]).find((fill) => fill !== undefined);
  const fill = words.includes('inverse') ? BACKGROUND : (colour ?? TEXT);
  const bold = words.includes('bold') ? ' font-weight="bold"' : '';
  const dim = words.includes('dim') ? ' opacity="0.6"' : '';
  return ` fill="${fill}"${bold}${dim}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
