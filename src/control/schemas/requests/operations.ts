import { z } from 'zod';
import { logLevel } from '../parts.js';
import { textUpTo, wholeNumber } from './fields.js';

const moment = wholeNumber(0, Number.MAX_SAFE_INTEGER).describe('Milliseconds since the epoch');

/** What is asked of the daemon itself. */
export const OPERATIONS_REQUESTS = {
  debugBody: z.strictObject({ on: z.boolean() }),
  logQuery: z.strictObject({
    text: textUpTo(256).exactOptional(),
    level: logLevel.exactOptional(),
    since: moment.exactOptional(),
    before: moment.exactOptional(),
    limit: wholeNumber(1, 1_000),
  }),
  sentQuery: z.strictObject({ limit: wholeNumber(1, 1_000) }),
  daysQuery: z.strictObject({ count: wholeNumber(1, 366) }),
  recordingQuery: z.strictObject({ days: wholeNumber(1, 366) }),
};
