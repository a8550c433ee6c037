import { type Check, excerpt } from './check.js';

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}\p{Script=Cyrillic}]/u;
/** Letters drawn as `𝗯𝗼𝗹𝗱`, `ｗｉｄｅ` or `ⓡⓞⓤⓝⓓ`; the signs for degrees and numbers (ª, º, ²) are no such thing. */
const DRAWN =
  /[\u{1d400}-\u{1d7ff}\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\u{1f110}-\u{1f12f}\u{1f130}-\u{1f16f}]/u;
/** What stands on or through letters and did not become one with them; Russian marks the stressed vowel so. */
const STRAY_MARK = /(?![\ufe0f\u20e3])\p{M}/u;
const STRESS = /(?<=[аеиоуыэюя])\u0301/giu;

const advice = 'had letters of several scripts in one word, or letters drawn in an unusual way';

/** Letters as people type them: none that only look like others, none that are drawn specially. */
export const letters: Check = {
  name: 'letters',
  find({ text }) {
    const composed = text.normalize('NFC').replace(STRESS, '');
    for (const [word] of composed.matchAll(WORDS)) {
      if (OTHER_LETTERS.test(word)) return { saw: `${excerpt(word)} in another script`, advice };
      if (LATIN.test(word) && CYRILLIC.test(word)) {
        return { saw: `${excerpt(word)} mixes scripts`, advice };
      }
    }
    const odd = DRAWN.exec(composed) ?? STRAY_MARK.exec(composed);
    return odd ? { saw: `${excerpt(odd[0])} is drawn specially`, advice } : undefined;
  },
};
