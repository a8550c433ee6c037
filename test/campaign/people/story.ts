import type { PeerId } from '../../../src/core/peer.js';
import type { Limits } from '../../../src/core/settings.js';

/** What a person's message says about being written to, as whoever made the person say it knows. */
export type Meaning = 'talk' | 'opt-in' | 'opt-out';

/** A message in the world's record. Times are milliseconds since the epoch. */
export interface Spoken {
  readonly chat: PeerId;
  readonly id: number;
  readonly arrivedAt: number;
  readonly senderId: PeerId;
  readonly own: boolean;
  readonly text: string;
  readonly replyToId?: number;
  readonly mentioned?: boolean;
  /** Only the daemon's have one. */
  readonly randomId?: bigint;
  /** Of people's words only. */
  readonly meaning?: Meaning;
  /** When the daemon committed that it had heard it; absent: never. */
  readonly heardAt?: number;
}

/** A delivery that the daemon began. */
export interface Claim {
  /** When the guard was asked: earlier than the delivery where the history was read in between. */
  readonly at: number;
  readonly peer: PeerId;
  readonly text: string;
  readonly randomId: bigint;
}

/** A message says an opt-out word from then on. */
export interface Retraction {
  readonly chat: PeerId;
  readonly id: number;
  readonly senderId: PeerId;
  readonly mentioned?: boolean;
  readonly editedAt: number;
  readonly heardAt?: number;
}

/** What the operator had the program do, and when it was committed. */
export interface Deed {
  readonly kind: 'imported' | 'forgotten' | 'refused' | 'lifted';
  /** A person; of `lifted`, a chat. */
  readonly peer: PeerId;
  readonly at: number;
}

/** All that the judge sees: the world's record, and what was done to the program. None of the program's tables. */
export interface Story {
  readonly limits: Limits;
  /** When the account first came online with postaci. */
  readonly firstOnlineAt: number;
  readonly bots: ReadonlySet<PeerId>;
  /** Oldest first within each chat. */
  readonly messages: readonly Spoken[];
  /** Oldest first. */
  readonly claims: readonly Claim[];
  readonly retractions: readonly Retraction[];
  readonly deeds: readonly Deed[];
}

/** The daemon's own messages, in the order of their arrival. */
export function saidBy({ messages }: Pick<Story, 'messages'>): readonly Spoken[] {
  return messages
    .filter(({ randomId }) => randomId !== undefined)
    .sort((a, b) => a.arrivedAt - b.arrivedAt);
}
