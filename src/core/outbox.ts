import type { Queryable } from './database.js';
import type { IntentDraft, Proposed } from './intent.js';

/** The one road to Telegram, as a service sees it. */
export interface Outbox {
  /**
   * Remembers what a service wants said, with its random ids, in the service's own transaction.
   * @throws PostaciError `INTENT_INVALID` when the content could never be sent (too long, empty).
   */
  propose(tx: Queryable, draft: IntentDraft): Promise<Proposed>;
  /** Tells the sender, after the commit, that there is something new. A hint: the sender polls as well. */
  kick(): void;
}
