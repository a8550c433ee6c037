import type { ServiceName } from './intent.js';
import type { PeerId } from './peer.js';

/** Something that will be said, unless something comes between. */
export interface PlanItem {
  /** Not before; milliseconds since the epoch. */
  readonly at: number;
  readonly service: ServiceName;
  readonly peer: PeerId;
  /** The chat's title or the person's name; empty when it was never heard. */
  readonly name: string;
  readonly what: 'message' | 'answer' | 'comment' | 'welcome' | 'invite' | 'follow-up';
  /** What is said, where it is known already. */
  readonly text?: string;
  /** The intent, once there is one. */
  readonly intent?: number;
  /** For the operator: `first contact, 2 of 3; an answer cancels it`. */
  readonly note?: string;
}
