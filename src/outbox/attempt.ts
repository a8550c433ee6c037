import type { Decision } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import type { Outcome } from '../core/outcome.js';

/** What the sender has to do on the network for an intent that it took. */
export type Attempt =
  | {
      readonly type: 'deliver';
      readonly intent: Intent;
      /** An earlier attempt may have had its effect: the process died, or no answer came. */
      readonly inDoubt: boolean;
    }
  /** In doubt, and the guard lets it not go (again) now: did the earlier attempt arrive? */
  | { readonly type: 'look-up'; readonly intent: Intent; readonly decision: Decision };

/** What came of it, to be written down. */
export type Settlement =
  | {
      readonly type: 'outcome';
      readonly intent: Intent;
      readonly inDoubt: boolean;
      readonly outcome: Outcome;
      /** How long the call took, in milliseconds; absent where what came of it was found out otherwise. */
      readonly answeredInMs?: number;
    }
  /** It did not arrive: what the guard said comes into force. */
  | { readonly type: 'absent'; readonly intent: Intent; readonly decision: Decision }
  /** It was looked for as long as makes sense: nobody can tell any more. */
  | { readonly type: 'lost-track'; readonly intent: Intent; readonly reason: string };
