import type { WritingTask } from '../core/author.js';
import { cleaned, cleanedLine, MAX_MESSAGES } from './clean.js';

/** The longest value of a variable that is shown, in UTF-16 units. */
const MAX_VALUE = 200;

/** A conversation as a model is shown it, and what others wrote of it. */
export interface Fenced {
  readonly conversation: readonly { readonly by: 'other' | 'self'; readonly text: string }[];
  readonly others: readonly string[];
}

/** The lines between which others' words stand. */
export function fenceLines(boundary: string): { readonly open: string; readonly close: string } {
  return { open: `[[data ${boundary}]]`, close: `[[end ${boundary}]]` };
}

/**
 * Puts what others wrote between lines that it cannot contain: double brackets are taken apart in it, and the
 * boundary is random. The values of variables, which others chose too, stand with the first message.
 */
export function fenced(
  { conversation, variables, purpose }: Pick<WritingTask, 'conversation' | 'variables' | 'purpose'>,
  boundary: string,
): Fenced {
  const { open, close } = fenceLines(boundary);
  const values = Object.entries(variables).map(
    ([name, value]) => `${name}: ${harmless(cleanedLine(value, MAX_VALUE))}`,
  );
  const kept = conversation.slice(-MAX_MESSAGES);
  const first = kept.findIndex(({ by }) => by === 'other');
  const last = kept.findLastIndex(({ by }) => by === 'other');
  const others: string[] = [];
  const shown = kept.map(({ by, text }, index) => {
    if (by === 'self') return { by, text: cleaned(text) };
    const theirs = harmless(cleaned(text));
    others.push(theirs);
    const lines = index === first ? [...values, theirs] : [theirs];
    const order = index === last ? [`Write the ${purpose} now, as you were instructed.`] : [];
    return { by, text: [open, ...lines, close, ...order].join('\n') };
  });
  return { conversation: shown, others: [...others, ...values] };
}

/** No line of the fence can be made of it. */
function harmless(text: string): string {
  return text.replace(/\[(?=\[)|\](?=\])/g, '$& ');
}
