const TAG = /<(\/?)think(?:ing)?>/gi;

/**
 * Cuts out what a reasoning model thought aloud. Thoughts that never end take the rest with them; an end
 * without a beginning (the beginning stood in the model's own template) takes what is before it.
 */
export function withoutThoughts(text: string): string {
  let parts: string[] = [];
  /** Where the words outside of thoughts go on; undefined inside. */
  let from: number | undefined = 0;
  for (const { 0: tag, 1: slash, index } of text.matchAll(TAG)) {
    if (slash === '') {
      if (from !== undefined) parts.push(text.slice(from, index));
      from = undefined;
    } else {
      if (from !== undefined) parts = [];
      from = index + tag.length;
    }
  }
  if (from !== undefined) parts.push(text.slice(from));
  return parts.join('').trim();
}
