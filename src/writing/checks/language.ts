import type { Check } from './check.js';
import { looksForeign } from './foreign.js';

/** Below so many letters only the script is looked at: `Ok` is said everywhere. */
const FEWEST_LETTERS = 12;
/** Names of brands and places are written in another script; more words are another language. */
const MOST_FOREIGN = 1 / 3;
const MOST_FOREIGN_WORDS = 2;

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** In one of the wanted languages, and in that language as a whole. */
export const language: Check = {
  name: 'language',
  find({ plain, words, language: written }, { languages }) {
    const cyrillic = plain.match(new RegExp(CYRILLIC, 'gu'))?.length ?? 0;
    const latin = plain.match(new RegExp(LATIN, 'gu'))?.length ?? 0;
    const all = cyrillic + latin;
    if (languages.length === 0 || all === 0) return undefined;
    const advice = `was not written in ${languages.join(' or ')} alone`;
    if (all < FEWEST_LETTERS) {
      const script = cyrillic > latin;
      if (languages.some((code) => (code === 'ru') === script)) return undefined;
      return { saw: `another script than that of ${languages.join(', ')}`, advice };
    }
    const latinWords = words.filter((word) => LATIN.test(word)).length;
    const cyrillicWords = words.filter((word) => CYRILLIC.test(word)).length;
    const names = latinWords <= Math.min(MOST_FOREIGN_WORDS, cyrillicWords);
    // `Да, MacBook Pro есть`: more Latin letters than others, and Russian all the same.
    if (names && latin >= cyrillic && languages.includes('ru')) return undefined;
    if (written === undefined || !languages.includes(written)) {
      return {
        saw: `it is in ${written ?? 'another language'}, not in ${languages.join(', ')}`,
        advice,
      };
    }
    if (looksForeign(words, written)) {
      return { saw: `it only looks like ${written}: words of every day are missing`, advice };
    }
    const foreign = written === 'ru' ? latinWords : cyrillicWords;
    if (foreign <= Math.max(MOST_FOREIGN_WORDS, words.length * MOST_FOREIGN)) return undefined;
    return { saw: `${foreign} of ${words.length} words are in another script`, advice };
  },
};
