import type { WritingRules } from '../../core/author.js';
import { overlapOf } from '../overlap.js';
import { wordsOf } from '../words.js';
import { type Check, excerpt } from './check.js';

/** So many consecutive words of the instructions are no chance. */
const MOST_WORDS = 5;
/** Shorter runs count together: a text that mostly consists of them tells what we told. */
const RUN = 3;
const MOST_SHARE = 0.5;
const FEWEST_WORDS = 8;
/** The lines around the data, and what models put around the parts of a conversation. */
const MARKS =
  /\[\[|\]\]|<\|[^|\n]{0,40}\|?>|\[\/?inst\]|<<\/?sys>>|<\/?(?:think|system|assistant|user)>|#{2,} ?(?:system|instruction|response|user|assistant)|^ ?(?:system|assistant|user) ?:/im;

const advice = 'gave away what you were instructed';

/** Not a word of the instructions, nor of the marks around what others wrote. */
export const promptLeak: Check = {
  name: 'prompt-leak',
  find({ plain, words }, { instructions, boundary, rules }) {
    if (boundary !== '' && plain.includes(boundary)) return { saw: 'the boundary', advice };
    const mark = MARKS.exec(plain);
    if (mark) return { saw: `${excerpt(mark[0])} of a conversation’s frame`, advice };
    if (namesLimits(words, rules)) return { saw: 'the limits of its length', advice };
    const { longestRun, share, run } = overlapOf(words, [wordsOf(instructions)], RUN);
    if (longestRun > MOST_WORDS) return { saw: `${excerpt(run)} of the instructions`, advice };
    if (words.length < FEWEST_WORDS || share <= MOST_SHARE) return undefined;
    return { saw: `${Math.round(share * 100)} % of it stands in the instructions`, advice };
  },
};

/** Both figures in one text are no chance, in whatever language they are told; small ones may be. */
function namesLimits(words: readonly string[], { minLength, maxLength }: WritingRules): boolean {
  if (maxLength < 100) return false;
  return words.includes(String(minLength)) && words.includes(String(maxLength));
}
