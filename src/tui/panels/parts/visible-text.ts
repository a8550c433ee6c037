/** All that is not seen, but for the joiners that emoji and some scripts are written with. */
const UNSEEN = /(?![\u200c\u200d])\p{C}/gu;
/** All that is changed here. */
const CHANGED = /[\p{C}\u2028\u2029]/u;
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * What a stranger wrote, made fit for a terminal, on one line: control characters and marks that turn the
 * direction of writing become `?`, tabs and line ends a space.
 */
export function oneLine(text: string): string {
  return manyLines(text).replaceAll('\n', ' ');
}

/** The same, with its line ends. */
export function manyLines(text: string): string {
  if (!CHANGED.test(text)) return text;
  return text
    .replace(BREAKS, '\n')
    .replaceAll('\t', ' ')
    .split('\n')
    .map((line) => line.replace(UNSEEN, '?'))
    .join('\n');
}
