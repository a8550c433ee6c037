import { cells, pad } from './cells.js';
import { plain, type Row } from './rows.js';

const BETWEEN = ' │ ';

/** Two columns of rows beside each other, of about the same breadth. */
export function beside(left: readonly Row[], right: readonly Row[], columns: number): Row[] {
  const { leftCells } = halves(columns);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const one = left[index] ?? [];
    const space = pad('', leftCells - cells(plain(one)));
    return [...one, { text: space }, { text: BETWEEN, tone: 'dim' }, ...(right[index] ?? [])];
  });
}

/** The cells of the two columns. */
export function halves(columns: number): { leftCells: number; rightCells: number } {
  const leftCells = Math.floor((columns - BETWEEN.length) / 2);
  return { leftCells, rightCells: columns - BETWEEN.length - leftCells };
}
