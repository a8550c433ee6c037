import type { ReplyMenu } from '../core/reply-settings.js';
import { fold } from '../lib/fold.js';
import type { ReplyDocument } from './reply-document.js';
import { checkText, type TextSurroundings } from './texts.js';

const LONGEST_LABEL = 64;
/** Stands for an item's number, and what is written behind it. */
const NUMBER = '00. ';

/** Reads the menu; every mistake becomes a problem with its line. */
export function readMenu(
  written: NonNullable<ReplyDocument['menu']>,
  around: TextSurroundings,
): ReplyMenu {
  const { outline, problems } = around;
  const good = checkText(written.text, ['menu', 'text'], 'private', around);
  const seen = new Set<string>();
  for (const [index, { label, answer }] of written.items.entries()) {
    const path = ['menu', 'items', index];
    const folded = fold(label, { loose: true });
    const mistake = seen.has(folded) ? 'stands in the menu twice' : labelMistake(label, folded);
    if (mistake !== undefined) {
      const remedy = 'Write a few words that tell it from the others';
      outline.problem(problems, [...path, 'label'], { problem: mistake, remedy });
    }
    checkText(answer, [...path, 'answer'], 'private', around);
    seen.add(folded);
  }
  const lines = written.items.map(({ label }) => NUMBER + label.replace(/[{}]/g, '$&$&'));
  const whole = [written.text, '', ...lines].join('\n');
  if (good) checkText(whole, ['menu'], 'private', around);
  return written;
}

function labelMistake(label: string, folded: string): string | undefined {
  if (folded === '') return 'is empty';
  if (/^\d+$/.test(folded)) return `\`${label}\` is a number, and items are chosen by number`;
  if (label.includes('\n')) return 'has more than one line';
  return label.length > LONGEST_LABEL ? `is longer than ${LONGEST_LABEL} characters` : undefined;
}
