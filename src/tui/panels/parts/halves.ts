import { beside } from '../../row-room.js';
import type { Row } from './rows.js';

const BETWEEN = ' │ ';

/** Two columns of rows, of about the same breadth. */
export function inHalves(
  left: readonly Row[],
  right: readonly Row[],
  columns: number,
): readonly Row[] {
  return beside(left, right, halves(columns).leftCells, { text: BETWEEN, tone: 'dim' });
}

/** The cells of the two columns. */
export function halves(columns: number): { leftCells: number; rightCells: number } {
  const leftCells = Math.floor((columns - BETWEEN.length) / 2);
  return { leftCells, rightCells: columns - BETWEEN.length - leftCells };
}
