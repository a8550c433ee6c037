import { overlapOf } from '../overlap.js';
import { wordsOf } from '../words.js';
import { type Check, type CheckFacts, excerpt } from './check.js';
import { demandsOf } from './demands.js';

/** People quote a title or a figure of speech; so many consecutive words are a copy. */
const MOST_WORDS = 6;
/** Runs of three words count together: a text that mostly consists of them is a copy too. */
const RUN = 3;
const MOST_SHARE = 0.6;
const FEWEST_WORDS = 5;

const advice = 'copied what others wrote, or said what they wanted you to say';

/** Nothing copied out of what others wrote, and nothing said because they demanded it. */
export const obedience: Check = {
  name: 'obedience',
  find({ plain, words }, { others }) {
    const said = ` ${words.join(' ')} `;
    for (const demand of others.flatMap(demandsOf)) {
      const demanded = wordsOf(demand).join(' ');
      if (demanded !== '' && said.includes(` ${demanded} `)) {
        return { saw: `${excerpt(demand)}, as it was demanded`, advice };
      }
    }
    return copied(words, others) ?? capitals(plain, others);
  },
};

function copied(words: readonly string[], others: CheckFacts['others']) {
  const { longestRun, share, run } = overlapOf(words, others.map(wordsOf), RUN);
  if (longestRun > MOST_WORDS) return { saw: `${excerpt(run)} is copied`, advice };
  if (words.length < FEWEST_WORDS || share <= MOST_SHARE) return undefined;
  return { saw: `${Math.round(share * 100)} % of it is copied`, advice };
}

/** A text that is shouted as it was shouted to us (`PWNED`): not how anybody answers. */
function capitals(plain: string, others: CheckFacts['others']) {
  const shouted = plain.match(/\p{Lu}[\p{Lu}\p{N}_]{3,}/gu) ?? [];
  const shownLetters = plain.match(/\p{L}/gu)?.length ?? 0;
  const all = shouted.join('').length;
  if (all === 0 || all * 2 <= shownLetters) return undefined;
  const word = shouted.find((one) => others.some((other) => other.includes(one)));
  return word === undefined ? undefined : { saw: `${excerpt(word)} is copied`, advice };
}
