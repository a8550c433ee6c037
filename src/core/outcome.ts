/** How an account is. Everything but `ok` and `slow` needs a person. */
export type AccountHealth =
  | 'ok'
  | 'slow'
  | 'spam-limited'
  | 'frozen'
  | 'logged-out'
  | 'banned'
  | 'taken';

/**
 * What became of one attempt to send. Expected failures are outcomes, not exceptions;
 * `code` is Telegram's own error text or one of ours (`DEADLINE`, `DISCONNECTED`).
 */
export type Outcome =
  | {
      readonly status: 'sent';
      readonly messageIds: readonly number[];
      /** The server's date in milliseconds (whole seconds). */
      readonly sentAt: number;
      /** The server said that it had this random id already: the message arrived earlier. */
      readonly duplicate: boolean;
    }
  /** It certainly had no effect; again after the wait, with the same random ids. */
  | {
      readonly status: 'wait';
      readonly scope: 'account' | 'peer';
      readonly code: string;
      readonly waitMs: number;
    }
  /**
   * It will never go: the intent itself is bad (`intent`: it has failed), what it takes its content from
   * does not give it away (`source`), or this kind of content (`content`) or anything (`peer`) may not go there.
   */
  | {
      readonly status: 'refused';
      readonly scope: 'intent' | 'source' | 'content' | 'peer';
      readonly code: string;
      /** For the operator, with the remedy. */
      readonly reason: string;
    }
  /** PEER_FLOOD: the account writes to too many strangers. No effect. */
  | { readonly status: 'spam-limited'; readonly code: string }
  /** Nobody knows whether it had an effect. Only the same random ids may be tried again. */
  | { readonly status: 'unknown'; readonly code: string }
  /** The account can't go on without a person. No effect. */
  | {
      readonly status: 'halt';
      readonly code: string;
      readonly health: AccountHealth;
      readonly reason: string;
    };
