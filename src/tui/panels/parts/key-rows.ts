import { cells } from './cells.js';
import type { Piece, Row } from './rows.js';

/** A key, and what it does, at the foot of a panel. */
export type KeyHint = readonly [key: string, does: string];

const GAP = '  ';
const MOST_ROWS = 2;

/** The keys in one row, or in two where they need it; those that find no room are left out, the last one never. */
export function keyRows(keys: readonly KeyHint[], columns: number): readonly Row[] {
  for (let left = keys; left.length > 1; left = [...left.slice(0, -2), ...left.slice(-1)]) {
    const rows = flow(left, columns);
    if (rows.length <= MOST_ROWS) return rows;
  }
  return flow(keys.slice(-1), columns);
}

function flow(keys: readonly KeyHint[], columns: number): readonly Row[] {
  const rows: Piece[][] = [];
  let taken = Number.POSITIVE_INFINITY;
  for (const [key, does] of keys) {
    const wide = cells(key) + 1 + cells(does);
    const fits = taken + GAP.length + wide <= columns;
    if (!fits) rows.push([]);
    taken = fits ? taken + GAP.length + wide : wide;
    rows
      .at(-1)
      ?.push(
        { text: fits ? GAP : '' },
        { text: key, tone: 'key' },
        { text: ` ${does}`, tone: 'dim' },
      );
  }
  return rows;
}
