/** How many of so many cells are full. Something is never shown as nothing, nor almost all as all. */
export function fullCells(part: number, whole: number, columns: number): number {
  const share = whole <= 0 ? 1 : Math.max(0, Math.min(1, part / whole));
  if (share <= 0) return 0;
  if (share >= 1) return columns;
  return Math.max(1, Math.min(columns - 1, Math.round(share * columns)));
}

/** Something that fills up, in so many cells. */
export function bar(part: number, whole: number, columns: number): string {
  const full = fullCells(part, whole, columns);
  return '█'.repeat(full) + '░'.repeat(columns - full);
}
