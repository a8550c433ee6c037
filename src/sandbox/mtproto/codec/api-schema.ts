import { createRequire } from 'node:module';

const text: unknown = createRequire(import.meta.url)('telegram/tl/apiTl.js');
if (typeof text !== 'string') {
  throw new Error('telegram/tl/apiTl.js is no TL text: install the pinned version of telegram');
}

/** The TL text of layer 198, as the client library ships it. */
export const apiSchema: string = text;
