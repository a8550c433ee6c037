import type { IBufferCell, IBufferLine } from '@xterm/headless';

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** How a cell looks: `bold red`; empty for plain. */
export function lookOf(cell: IBufferCell): string {
  const bright = cell.getFgColor() > 7 ? 'bright ' : '';
  return [
    cell.isInverse() ? 'inverse' : '',
    cell.isBold() ? 'bold' : '',
    cell.isDim() ? 'dim' : '',
    cell.isFgPalette() ? `${bright}${COLOURS[cell.getFgColor() % 8]}` : '',
    cell.isFgRGB() ? `#${cell.getFgColor().toString(16)}` : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** A stretch of a row in one look. */
export interface Stretch {
  readonly look: string;
  readonly text: string;
  /** The first cell. */
  readonly at: number;
}

export function stretchesOf(line: IBufferLine | undefined, columns: number): readonly Stretch[] {
  const stretches: { look: string; text: string; at: number }[] = [];
  for (let at = 0; at < columns; at += 1) {
    const cell = line?.getCell(at);
    if (!cell || cell.getWidth() === 0) continue;
    const look = lookOf(cell);
    const text = cell.getChars() || ' ';
    const last = stretches.at(-1);
    if (last?.look === look) last.text += text;
    else stretches.push({ look, text, at });
  }
  return stretches;
}

/** A row with its looks written into it: `[bold red]✗ frozen[/]  14:03`. */
export function colouredRow(line: IBufferLine | undefined, columns: number): string {
  return stretchesOf(line, columns)
    .map(({ look, text }) => (look === '' || text.trim() === '' ? text : `[${look}]${text}[/]`))
    .join('')
    .trimEnd();
}
