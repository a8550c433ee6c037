import { z } from 'zod';
import { ACCOUNT_REQUESTS } from './requests/account.js';
import { COMMENT_REQUESTS } from './requests/comments.js';
import { OPERATIONS_REQUESTS } from './requests/operations.js';
import { PEOPLE_REQUESTS } from './requests/people.js';
import { SETTINGS_REQUESTS } from './requests/settings.js';

/** What may be sent, by the names that the route table uses: queries end in `Query`, bodies in `Body`. */
export const REQUESTS = {
  ...ACCOUNT_REQUESTS,
  ...PEOPLE_REQUESTS,
  ...COMMENT_REQUESTS,
  ...SETTINGS_REQUESTS,
  ...OPERATIONS_REQUESTS,
  nothing: z.strictObject({}),
  eventsQuery: z.strictObject({
    after: z.string().max(64).describe('The id of the last event that arrived').exactOptional(),
  }),
};
