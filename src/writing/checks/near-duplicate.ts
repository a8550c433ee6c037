import { similarityTo } from '../trigrams.js';
import type { Check } from './check.js';

/**
 * The part of the trigrams of both that both have. Two comments on one subject came to at most 0.25, the same
 * with two words changed to 0.6 and more.
 */
export const MOST_SIMILAR = 0.5;

/** Not nearly what the account said of late. */
export const nearDuplicate: Check = {
  name: 'near-duplicate',
  find({ plain }, { recent }) {
    const similarity = similarityTo(plain, recent);
    if (similarity < MOST_SIMILAR) return undefined;
    return {
      saw: `${Math.round(similarity * 100)} % like something said of late`,
      advice: 'was nearly the same as an earlier one',
    };
  },
};
