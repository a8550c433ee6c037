import type { IntentState, ServiceName } from './intent.js';
import type { PeerId } from './peer.js';

/** A message that was tried, for the sent log. Times are milliseconds since the epoch. */
export interface SentEntry {
  readonly id: number;
  readonly service: ServiceName;
  readonly peer: PeerId;
  /** The chat's title or the person's name; empty when it was never heard. */
  readonly name: string;
  readonly state: IntentState;
  /** What was said; null where it is no text, or was cleared away. */
  readonly text: string | null;
  readonly reason: string | null;
  readonly at: number;
}
