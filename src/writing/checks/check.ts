import type { WritingRules } from '../../core/author.js';
import { MAX_TEXT_LENGTH } from '../../core/content.js';

/** A text in the forms that checks look at, made once. */
export interface CheckedText {
  /** As it would be sent. At most `MAX_CHECKED` UTF-16 units. */
  readonly text: string;
  /** What a reader makes of it: no invisible characters, each letter and digit drawn in the plain way. */
  readonly plain: string;
  /** The words of `plain`, folded. */
  readonly words: readonly string[];
  /** Characters as people count them. */
  readonly graphemes: readonly string[];
  /** `tr`, `ru`, `en`; undefined when nothing can be told. */
  readonly language: string | undefined;
  /** The model wrote more than is looked at. */
  readonly cut: boolean;
}

/** What a text is held against. */
export interface CheckFacts {
  readonly rules: WritingRules;
  /** What others wrote, as the model was shown it. */
  readonly others: readonly string[];
  readonly recent: readonly string[];
  /** What the model was told to do. */
  readonly instructions: string;
  /** The mark around what others wrote. */
  readonly boundary: string;
  /** Two-letter codes that the text may be in; empty: any. */
  readonly languages: readonly string[];
}

/** Why a text is not right. */
export interface Finding {
  /** For the operator: what was seen. May hold a piece of the text, see `excerpt`. */
  readonly saw: string;
  /** For the model, behind "Your last text": never a word of the text itself, nor of what others wrote. */
  readonly advice: string;
}

/** One thing that a text must not be. Pure, and done in time that grows with the lengths of what it reads. */
export interface Check {
  readonly name: string;
  find(checked: CheckedText, facts: CheckFacts): Finding | undefined;
}

/** Telegram takes no more: nothing behind it is looked at, and what is longer is dropped. In UTF-16 units. */
export const MAX_CHECKED = MAX_TEXT_LENGTH;

const LONGEST_EXCERPT = 40;

/** A piece of a text for the operator's eyes: on one line, short, and nothing in it that is not seen. */
export function excerpt(piece: string): string {
  const shown = [...piece]
    .slice(0, LONGEST_EXCERPT)
    .join('')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ');
  return `\`${shown}${[...piece].length > LONGEST_EXCERPT ? '…' : ''}\``;
}
