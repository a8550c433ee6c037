import { z } from 'zod';
import { pauseScope } from '../parts.js';
import { numberInAddress, numberInBody, textUpTo } from './fields.js';

/** What is asked about the account and its messages. */
export const ACCOUNT_REQUESTS = {
  pauseBody: z.strictObject({ scope: pauseScope }),
  liftBody: z.strictObject({ restriction: numberInBody }),
  sendTestBody: z.strictObject({ target: textUpTo(256), text: textUpTo(4_096) }),
  /** Neither: the newest message of all. */
  whyQuery: z
    .strictObject({ id: numberInAddress.exactOptional(), peer: textUpTo(256).exactOptional() })
    .refine(({ id, peer }) => id === undefined || peer === undefined, 'id or peer, not both'),
  settledQuery: z.strictObject({ id: numberInAddress }),
};
