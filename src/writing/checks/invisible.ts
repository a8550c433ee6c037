import { firstInvisible } from '../invisible.js';
import type { Check } from './check.js';

/** Nothing that people do not see: it hides things from the other checks, or turns what is read around. */
export const invisible: Check = {
  name: 'invisible',
  find({ text }) {
    const found = firstInvisible(text);
    if (found === undefined) return undefined;
    return { saw: `the invisible character ${found}`, advice: 'had invisible characters in it' };
  },
};
