/** How much of a text stands in another one, word for word. */
export interface Overlap {
  /** The most consecutive words that stand in the other text too. */
  readonly longestRun: number;
  /** The part of the words, 0 to 1, that belongs to a run of at least `runLength`. */
  readonly share: number;
  /** The longest run itself. */
  readonly run: string;
}

/**
 * Compares words by their runs of `runLength`. Longer runs are put together from these, so a run that the other
 * text holds in two halves counts as one: nearly always it is. Time grows with the two lengths.
 */
export function overlapOf(
  words: readonly string[],
  others: readonly (readonly string[])[],
  runLength: number,
): Overlap {
  const known = new Set<string>();
  for (const other of others) {
    for (let at = 0; at + runLength <= other.length; at++) known.add(runAt(other, at, runLength));
  }
  let covered = 0;
  let longest = { from: 0, to: 0 };
  let open = { from: 0, to: 0 };
  for (let at = 0; at + runLength <= words.length; at++) {
    if (!known.has(runAt(words, at, runLength))) continue;
    const end = at + runLength;
    covered += Math.min(runLength, end - open.to);
    open = { from: at < open.to && at > open.from ? open.from : at, to: end };
    if (open.to - open.from > longest.to - longest.from) longest = open;
  }
  return {
    longestRun: longest.to - longest.from,
    share: words.length === 0 ? 0 : covered / words.length,
    run: words.slice(longest.from, longest.to).join(' '),
  };
}

function runAt(words: readonly string[], at: number, length: number): string {
  return words.slice(at, at + length).join(' ');
}
