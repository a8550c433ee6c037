import type { Queryable } from './database.js';
import type { IntentDraft, Proposed } from './intent.js';
import type { PeerId } from './peer.js';

/** The one road to Telegram, as a service sees it. */
export interface Outbox {
  /**
   * Remembers what a service wants said, with its random ids, in the service's own transaction.
   * @throws PostaciError `INTENT_INVALID` when the content could never be sent (too long, empty).
   */
  propose(tx: Queryable, draft: IntentDraft): Promise<Proposed>;
  /**
   * Takes back what still waits: it ends `refused` by the rule `cancelled`, with the reason. What is being
   * sent goes on.
   * @returns how many were taken back
   */
  cancel(tx: Queryable, cancelled: Cancelled): Promise<number>;
  /** Tells the sender, after the commit, that there is something new. A hint: the sender polls as well. */
  kick(): void;
}

/** What is not to be said any more, and why. */
export interface Cancelled {
  readonly account: string;
  /** A thread, or all that any service but the operator wants said to a peer. */
  readonly what: { readonly thread: string } | { readonly peer: PeerId };
  /** For the operator. */
  readonly reason: string;
}
