import { z } from 'zod';
import { TEXT, withShortForms } from './short-forms.js';

/** More of anything in one list is a file that something else has written. */
const MOST = 200;

/** A text; a number is one too. */
export const word = z.union([z.string(), z.number().transform(String)], {
  error: 'must be a text',
});

/** A text, or a list of them that is not empty. */
export const words = withShortForms(
  z.preprocess(
    (value) => (Array.isArray(value) ? value : [value]),
    z
      .array(word)
      .min(1, { error: 'is empty' })
      .max(MOST, { error: `has more than ${MOST} entries` }),
  ),
  TEXT,
);

/** The operator's own variables. */
export const variables = z
  .record(z.string(), word, { error: 'must be names with texts' })
  .default({});
