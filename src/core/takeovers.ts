import type { Queryable } from './database.js';
import type { PeerId } from './peer.js';

/** The operator wrote in a chat by hand, on another device. */
export interface Takeover {
  /** The newest message that the operator typed there. */
  readonly messageId: number;
  /** Its server date, in milliseconds. */
  readonly at: number;
}

/** When the operator last wrote in a chat by hand; undefined when that was never heard. */
export type ReadTakeover = (
  db: Queryable,
  account: string,
  peer: PeerId,
) => Promise<Takeover | undefined>;
