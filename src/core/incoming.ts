import type { PeerId } from './peer.js';

/** A message that was heard (edits, deletions and button presses join this union later). */
export interface Incoming {
  readonly kind: 'message';
  readonly peer: PeerId;
  readonly messageId: number;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
  /** Sent by this account, from whatever device. */
  readonly own: boolean;
  readonly senderId?: PeerId;
  readonly text: string;
  readonly topicId?: number;
}
