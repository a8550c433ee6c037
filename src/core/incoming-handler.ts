import type { Queryable } from './database.js';
import type { Incoming } from './incoming.js';

/** One event; or the parts of one album, which come together. */
export type Heard = readonly [Incoming, ...Incoming[]];

/** Writes what a handler decided: its own state and its intents, in the transaction that says "handled". */
export type CommitHeard = (tx: Queryable) => Promise<void>;

/**
 * A service's ear. Each event that it wants reaches it in its chat's order and is committed once; what was
 * decided but not committed (a crash) is decided again, so `decide` must lead to the same rows: dedupe keys
 * derive from the event.
 */
export interface IncomingHandler {
  /** Stable: what waits for it in the database is kept under this name. */
  readonly name: string;
  /** Whether it is to be kept for this handler. Quick, and pure but for the handler's settings. */
  wants(incoming: Incoming): boolean;
  /**
   * May wait for a model or look something up; nothing that it does may need undoing. Outside any transaction.
   * @throws when it cannot decide now: it is asked again, with growing pauses, and the chat waits
   */
  decide(heard: Heard, signal: AbortSignal): Promise<CommitHeard>;
}
