import type { ContentKind } from './content.js';
import type { Budget, Precondition, ServiceName } from './intent.js';
import type { PeerId } from './peer.js';
import type { ConsentBasis, ConversationState } from './people.js';

/**
 * What an account heard lately, and where it stands: what a simulation lives through again. Plain JSON, times
 * in milliseconds since the epoch; no word that was said, and no person's name.
 */
export interface Recording {
  readonly from: number;
  /** When it was taken. */
  readonly to: number;
  readonly heard: readonly RecordedMessage[];
  /** Absent: nothing is known of the account yet. */
  readonly state?: RecordedState;
}

/** Something that others said. */
export interface RecordedMessage {
  readonly peer: PeerId;
  readonly at: number;
  /** So many, somewhere in the hour that begins at `at`. @default one, at that very moment */
  readonly count?: number;
}

/** What the next week's decisions start from. */
export interface RecordedState {
  /** As the tables name the account. */
  readonly account: string;
  readonly self: PeerId;
  /** The account's first login with postaci. */
  readonly firstOnlineAt: number | null;
  readonly chats: readonly RecordedChat[];
  readonly targets: readonly RecordedTarget[];
  /** What was sent of late, and what may have been. */
  readonly ledger: readonly RecordedSend[];
  readonly restrictions: readonly RecordedRestriction[];
  readonly pauses: readonly { readonly service: ServiceName | '*'; readonly since: number }[];
  readonly people: readonly RecordedPerson[];
  readonly conversations: readonly RecordedConversation[];
  /** What waits to be sent, the first first; of a longer queue only its beginning. */
  readonly queue: readonly RecordedIntent[];
  /** How long the queue is in all. */
  readonly queued: number;
}

/** A chat, with whose message came last there. */
export interface RecordedChat {
  readonly peer: PeerId;
  /** Of groups only: a person's name is not recorded. */
  readonly title?: string;
  readonly slowModeSeconds: number;
  readonly heard?: { readonly id: number | null; readonly at: number | null };
  readonly own?: { readonly id: number | null; readonly at: number | null };
  /** When the operator last wrote there by hand. */
  readonly takenOverAt?: number;
}

/** Where the message service stands with one group. */
export interface RecordedTarget {
  readonly key: string;
  readonly peer: PeerId;
  /** As the operator wrote it. */
  readonly written: string;
  readonly schedule: string;
  /** Null: never. */
  readonly nextDueAt: number | null;
  readonly lastDueAt: number | null;
  /** The round of templates: `Rotation`, as it is stored. */
  readonly templates: unknown;
}

/** An entry of the ledger. */
export interface RecordedSend {
  readonly intent: number;
  readonly service: ServiceName;
  readonly budget: Budget;
  readonly peer: PeerId;
  readonly at: number;
  readonly outcome: 'reserved' | 'sent' | 'unknown';
  readonly instant: boolean;
  readonly begins: boolean;
}

/** A restriction in force. */
export interface RecordedRestriction {
  readonly scope: 'account' | 'people' | 'peer';
  readonly peer: PeerId | null;
  readonly contentKind: ContentKind | null;
  readonly budget: Budget | null;
  readonly code: string;
  readonly reason: string;
  readonly since: number;
  /** Null: until an operator lifts it. */
  readonly until: number | null;
}

/** The consent of somebody with whom a conversation is open. */
export interface RecordedPerson {
  readonly id: PeerId;
  readonly basis: ConsentBasis | null;
  readonly consentedAt: number | null;
  readonly refusedAt: number | null;
  readonly firstSeenAt: number;
  readonly lastSaidAt: number | null;
  readonly heard: number;
  readonly said: number;
}

/** Where a private conversation stands. */
export interface RecordedConversation {
  readonly person: PeerId;
  readonly state: ConversationState;
  /** Ids of the texts that were said. */
  readonly said: readonly string[];
  readonly stage: number;
  readonly due: {
    readonly at: number;
    readonly what: 'welcome' | 'invite' | 'follow-up';
    readonly id: string | null;
  } | null;
  /** Why nothing is planned, where it may be planned again. */
  readonly reason: string | null;
}

/** A message that waits, without its words. */
export interface RecordedIntent {
  readonly id: number;
  readonly service: ServiceName;
  readonly budget: Budget;
  readonly thread: string | null;
  readonly peer: PeerId;
  readonly topicId: number | null;
  readonly contentKind: ContentKind;
  readonly dedupeKey: string;
  /** Its index in `PRIORITIES`. */
  readonly priority: number;
  readonly precondition: Precondition | null;
  readonly instant: boolean;
  readonly notBefore: number;
  readonly expiresAt: number | null;
  /** Null: held for an event. */
  readonly nextAt: number | null;
  readonly createdAt: number;
  readonly rule: string | null;
}
