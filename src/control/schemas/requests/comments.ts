import { z } from 'zod';
import { numberInBody, textUpTo } from './fields.js';

/** What is decided about comments. */
export const COMMENT_REQUESTS = {
  approveBody: z.strictObject({ id: numberInBody, text: textUpTo(4_096).exactOptional() }),
  rejectBody: z.strictObject({ id: numberInBody, reason: textUpTo(256).exactOptional() }),
};
