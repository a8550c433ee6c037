import type { Check } from './check.js';

/** There has to be a letter, a digit or an emoji. */
export const empty: Check = {
  name: 'empty',
  find({ plain }) {
    if (/[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(plain))
      return undefined;
    return { saw: 'nothing was written', advice: 'was empty' };
  },
};
