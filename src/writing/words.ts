import { fold } from '../lib/fold.js';

/** The words of a text, folded: marks, case and what stands between words do not count. */
export function wordsOf(text: string): readonly string[] {
  return fold(text, { loose: true }).match(/[\p{L}\p{N}]+/gu) ?? [];
}
