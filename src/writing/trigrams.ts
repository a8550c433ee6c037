import { wordsOf } from './words.js';

/** The most texts that a text is compared with, the last ones. */
export const MAX_RECENT = 200;
/** Of each; in UTF-16 units. */
const MAX_COMPARED = 1_000;

/** How much a text is like the most similar of others, 0 to 1: the share of trigrams that both have (Jaccard). */
export function similarityTo(text: string, others: readonly string[]): number {
  const own = trigramsOf(text);
  let most = 0;
  for (const other of others.slice(-MAX_RECENT)) {
    const theirs = trigramsOf(other);
    let both = 0;
    for (const trigram of theirs) if (own.has(trigram)) both++;
    const either = own.size + theirs.size - both;
    if (either > 0) most = Math.max(most, both / either);
  }
  return most;
}

/** Three letters each, within and over the edges of words; a text without words is its signs. */
function trigramsOf(text: string): ReadonlySet<string> {
  const bounded = text.slice(0, MAX_COMPARED);
  const words = wordsOf(bounded);
  const folded = words.length > 0 ? ` ${words.join(' ')} ` : bounded.trim();
  const found = new Set<string>();
  for (let at = 0; at + 3 <= folded.length; at++) found.add(folded.slice(at, at + 3));
  return found;
}
