import type { TokenUse } from '../../core/usage-book.js';
import type { OptionalParameter } from './question.js';

/** What an attempt has used: `unknown` counts as all that was set aside. */
export type Used = TokenUse | 'unknown';

export const NOTHING: TokenUse = { input: 0, output: 0 };

/** What came of one request. */
export type Attempt =
  | { readonly type: 'text'; readonly text: string; readonly used: Used }
  /** The model answered, but nothing of use. */
  | {
      readonly type: 'useless';
      readonly code: string;
      readonly reason: string;
      readonly used: Used;
    }
  /** No answer: asking again may help. */
  | {
      readonly type: 'failed';
      readonly code: string;
      readonly reason: string;
      readonly used: Used;
      /** How long the endpoint asks to be left alone. */
      readonly restMs?: number;
    }
  /** Not before somebody changes the configuration. */
  | { readonly type: 'refused'; readonly code: string; readonly reason: string }
  /** The model does not take this parameter. */
  | { readonly type: 'without'; readonly parameter: OptionalParameter };
