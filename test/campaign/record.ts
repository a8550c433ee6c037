import type { Outcome } from '../../src/core/outcome.js';
import type { PeerId } from '../../src/core/peer.js';

/** A message in the world's record. */
export interface RecordedMessage {
  readonly chat: PeerId;
  readonly id: number;
  /** The exact moment of arrival at the server. */
  readonly arrivedAt: number;
  readonly text: string;
  /** By the account. */
  readonly own: boolean;
  /** Only the daemon's messages have one: the owner's other devices are not recorded with theirs. */
  readonly randomId?: bigint;
}

/** A delivery that the daemon began. */
export interface RecordedAttempt {
  readonly at: number;
  readonly peer: PeerId;
  readonly randomIds: readonly bigint[];
  /** What the daemon was told, and when; absent when it did not live to hear it. */
  readonly outcome?: Outcome;
  readonly answeredAt?: number;
  /** Something went wrong on purpose. */
  readonly fault?: string;
}

/** All that the judge sees: what happened at the server's side. */
export interface WorldRecord {
  /** Of all chats; oldest first within each. */
  readonly messages: readonly RecordedMessage[];
  /** Oldest first. */
  readonly attempts: readonly RecordedAttempt[];
  /** Moments at which the daemon was killed. */
  readonly kills: readonly number[];
}

/** The daemon's own messages, in the order of their arrival. */
export function daemonMessages({ messages }: WorldRecord): readonly RecordedMessage[] {
  return messages
    .filter(({ randomId }) => randomId !== undefined)
    .sort((a, b) => a.arrivedAt - b.arrivedAt);
}
