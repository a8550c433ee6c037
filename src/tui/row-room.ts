import { cells, fit } from './panels/parts/cells.js';
import type { Piece, Row } from './panels/parts/rows.js';

/** The cells that a row takes. */
export function rowCells(row: Row): number {
  return row.reduce((sum, { text }) => sum + cells(text), 0);
}

/** The row, or as much of it as fits, then `…`. */
export function cutRow(row: Row, columns: number): Row {
  if (rowCells(row) <= columns) return row;
  const kept: Piece[] = [];
  let left = columns;
  for (const piece of row) {
    const wide = cells(piece.text);
    if (wide >= left) {
      // Also where a piece ends just at the edge: something is missing, and `…` says so.
      kept.push({ ...piece, text: fit(`${piece.text} `, left) });
      break;
    }
    kept.push(piece);
    left -= wide;
  }
  return kept;
}

/** The row in exactly so many cells. */
export function padRow(row: Row, columns: number): Row {
  const cut = cutRow(row, columns);
  const space = columns - rowCells(cut);
  return space > 0 ? [...cut, { text: ' '.repeat(space) }] : cut;
}

/** One part at the left edge, one at the right; the left one is cut where there is no room for both. */
export function spread(left: Row, right: Row, columns: number): Row {
  const rightCells = rowCells(right);
  if (rightCells + 2 > columns) return cutRow(left, columns);
  return [...padRow(left, columns - rightCells - 2), { text: '  ' }, ...right];
}

/** Two lists of rows beside each other, with something between them. */
export function beside(
  left: readonly Row[],
  right: readonly Row[],
  leftColumns: number,
  between: Piece,
): readonly Row[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    ...padRow(left[index] ?? [], leftColumns),
    between,
    ...(right[index] ?? []),
  ]);
}

/** `── Events ────────── +3`: a title over the whole width. */
export function titleRow(title: string, columns: number, right: Row = []): Row {
  const rightCells = rowCells(right);
  const end: Row = rightCells > 0 ? [{ text: ' ' }, ...right] : [];
  const shown = fit(title, Math.max(1, columns - 6 - rightCells));
  const rule = Math.max(0, columns - cells(shown) - 4 - (rightCells > 0 ? rightCells + 1 : 0));
  return [
    { text: '── ', tone: 'dim' },
    { text: shown, tone: 'strong' },
    { text: ` ${'─'.repeat(rule)}`, tone: 'dim' },
    ...end,
  ];
}

/** Exactly so many: what is more is left out, what is missing is empty. */
export function filledUp<Of>(rows: readonly Of[], count: number, empty: Of): readonly Of[] {
  return Array.from({ length: count }, (_, index) => rows[index] ?? empty);
}
