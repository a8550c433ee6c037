/**
 * Waiting times that double from `firstMs` to `longestMs`, with up to a fifth taken off at random so that
 * many processes don't come back in step.
 * @param random evenly in [0, 1)
 */
export function backoffMs(
  attempt: number,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
  random: () => number = Math.random,
): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full * (1 - random() / 5));
}
