import { withoutInvisible } from './invisible.js';

/** The most that the model is shown of one message, in UTF-16 units. */
export const MAX_MESSAGE = 4_000;
/** The most messages of a conversation, the newest ones. */
export const MAX_MESSAGES = 20;
/** Nothing behind this is read at all: cleaning takes time too. */
const MAX_READ = 16_000;

/**
 * What somebody wrote, as it is shown to a model: of bounded length, with nothing in it that people do not see.
 * @param longest in UTF-16 units
 */
export function cleaned(text: string, longest = MAX_MESSAGE): string {
  const seen = withoutInvisible(text.slice(0, MAX_READ)).normalize('NFC').trim();
  if (seen.length <= longest) return seen;
  // Half of a pair would be a character that nobody sees.
  return `${seen.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** On one line. */
export function cleanedLine(text: string, longest: number): string {
  return cleaned(text.slice(0, MAX_READ).replace(/\s+/g, ' '), longest);
}
