import { normalise } from '../normalise.js';
import type { Check } from './check.js';

/** One paragraph and nothing around it: what `normalise` would have to mend, or could not. */
export const shape: Check = {
  name: 'shape',
  find({ text }) {
    const advice = 'was not one paragraph without quotes around it and without a label';
    if (text.includes('\n')) return { saw: 'several lines', advice };
    const [mending] = normalise(text).mendings;
    return mending === undefined ? undefined : { saw: `it needs mending: ${mending}`, advice };
  },
};
