/** Something that fills up, in so many cells. Something is never shown as nothing, nor almost all as all. */
export function bar(part: number, whole: number, columns: number): string {
  const share = whole <= 0 ? 1 : Math.max(0, Math.min(1, part / whole));
  const rounded = Math.round(share * columns);
  const filled =
    share <= 0 ? 0 : share >= 1 ? columns : Math.max(1, Math.min(columns - 1, rounded));
  return '█'.repeat(filled) + '░'.repeat(columns - filled);
}
