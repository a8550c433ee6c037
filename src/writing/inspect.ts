import { languageOf } from '../lib/language.js';
import { type CheckedText, MAX_CHECKED } from './checks/check.js';
import { withoutInvisible } from './invisible.js';
import { wordsOf } from './words.js';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Brings a text into the forms that checks look at. */
export async function inspect(written: string): Promise<CheckedText> {
  const text = written.slice(0, MAX_CHECKED);
  const plain = plainOf(text);
  return {
    text,
    plain,
    words: wordsOf(plain),
    graphemes: graphemesOf(text),
    language: await languageOf(plain),
    cut: written.length > MAX_CHECKED,
  };
}

/** A text as a reader takes it: `ｔ.ｍｅ` and `t.\u200bme` are `t.me`, Arabic digits are digits. */
export function plainOf(text: string): string {
  return withoutInvisible(withoutInvisible(text).normalize('NFKC'))
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(/[^\S\n]/g, ' ');
}

/** Characters as people count them. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** Unicode keeps the ten digits of a script together, the first of them at a multiple of sixteen or six behind. */
function digitOf(digit: string): string {
  const place = (digit.codePointAt(0) ?? 0) % 16;
  return String(place >= 6 ? place - 6 : place);
}
