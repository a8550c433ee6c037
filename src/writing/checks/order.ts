import { abuse } from './abuse.js';
import type { Check, CheckedText, CheckFacts, Finding } from './check.js';
import { emojis } from './emojis.js';
import { empty } from './empty.js';
import { encoded } from './encoded.js';
import { hashtags } from './hashtags.js';
import { invisible } from './invisible.js';
import { language } from './language.js';
import { length } from './length.js';
import { letters } from './letters.js';
import { links } from './links.js';
import { markup } from './markup.js';
import { mentions } from './mentions.js';
import { modelTalk } from './model-talk.js';
import { nearDuplicate } from './near-duplicate.js';
import { obedience } from './obedience.js';
import { phones } from './phones.js';
import { promptLeak } from './prompt-leak.js';
import { shape } from './shape.js';

/**
 * All checks in their order: first what could hide something, then what must never be said, then how it is
 * said, at last what has to be compared with much.
 */
export const CHECKS: readonly Check[] = [
  empty,
  invisible,
  letters,
  mentions,
  links,
  promptLeak,
  encoded,
  phones,
  hashtags,
  markup,
  modelTalk,
  abuse,
  shape,
  length,
  emojis,
  language,
  obedience,
  nearDuplicate,
];

/** The first check that finds something. */
export function firstFinding(
  checked: CheckedText,
  facts: CheckFacts,
): (Finding & { readonly check: string }) | undefined {
  for (const check of CHECKS) {
    const finding = check.find(checked, facts);
    if (finding) return { check: check.name, ...finding };
  }
  return undefined;
}
