import type { Check } from './check.js';
import { looksForeign } from './foreign.js';

/** Below so many letters only the script is looked at: `Ok` is said everywhere. */
const FEWEST_LETTERS = 12;
/** Names of brands and places are written in another script; more is another language. */
const MOST_FOREIGN = 1 / 3;

/** In one of the wanted languages, and in that language as a whole. */
export const language: Check = {
  name: 'language',
  find({ plain, words, language: written }, { languages }) {
    const cyrillic = plain.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
    const latin = plain.match(/\p{Script=Latin}/gu)?.length ?? 0;
    const all = cyrillic + latin;
    if (languages.length === 0 || all === 0) return undefined;
    const advice = `was not written in ${languages.join(' or ')} alone`;
    if (all < FEWEST_LETTERS) {
      const script = cyrillic > latin;
      if (languages.some((code) => (code === 'ru') === script)) return undefined;
      return { saw: `another script than that of ${languages.join(', ')}`, advice };
    }
    if (written === undefined || !languages.includes(written)) {
      return {
        saw: `it is in ${written ?? 'another language'}, not in ${languages.join(', ')}`,
        advice,
      };
    }
    if (looksForeign(words, written)) {
      return { saw: `it only looks like ${written}: words of every day are missing`, advice };
    }
    const foreign = (written === 'ru' ? latin : cyrillic) / all;
    if (foreign <= MOST_FOREIGN) return undefined;
    return { saw: `${Math.round(foreign * 100)} % of it is in another script`, advice };
  },
};
