import { z } from 'zod';
import { CONTACTS_A_PAGE } from '../../contract/people.js';
import { dryRun, textUpTo, wholeNumber } from './fields.js';

const LARGEST_USER_ID = 2 ** 52 - 1;

/** A person or a chat as an operator names it; who that is, the handler finds out. */
const whose = z.strictObject({ who: textUpTo(64) });

const contact = z.strictObject({
  line: z.int().positive(),
  who: z.union([
    z.strictObject({ id: z.int().positive().max(LARGEST_USER_ID) }),
    z.strictObject({ username: z.string().regex(/^\w{4,32}$/) }),
  ]),
  consentedAt: z.int().positive().exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .exactOptional(),
});

/** What is asked about people. */
export const PEOPLE_REQUESTS = {
  contactsBody: z.strictObject({
    source: textUpTo(256),
    dryRun,
    contacts: z.array(contact).min(1).max(CONTACTS_A_PAGE),
    progress: z
      .strictObject({ done: z.int().nonnegative(), total: z.int().positive() })
      .exactOptional(),
  }),
  whoBody: whose,
  whoQuery: whose,
  planQuery: z.strictObject({ limit: wholeNumber(1, 1_000) }),
};
