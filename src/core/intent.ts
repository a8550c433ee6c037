import type { Content } from './content.js';
import type { PeerId } from './peer.js';

/** Who proposes. `operator` is the operator's own words: alerts, send-test, the question to @SpamBot. */
export const SERVICE_NAMES = [
  'message',
  'reply',
  'dm',
  'comment',
  'forward',
  'anonchat',
  'panel',
  'operator',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/**
 * Whose caps hold an intent back. `unsolicited` is what nobody asked for (message, comment, invites);
 * answers and forwards have caps of their own; `operator` is exempt from windows, never from restrictions.
 */
export const BUDGETS = ['unsolicited', 'answer', 'forward', 'operator'] as const;
export type Budget = (typeof BUDGETS)[number];

/** Interactive before scheduled before bulk. Stored as its index: smaller goes first. */
export const PRIORITIES = ['interactive', 'scheduled', 'bulk'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * The life of an intent:
 * `draft` (waits for approval) → `queued` → `sending` → `sent | refused | failed | expired | unknown`.
 * `queued` also is where an attempt returns that certainly had no effect (a flood wait).
 * `sending` is claimed: its cap is reserved, its outcome not yet recorded; after a crash it is
 * taken up again with the same random ids. `unknown` is final only where nothing can tell any more.
 */
export const INTENT_STATES = [
  'draft',
  'queued',
  'sending',
  'sent',
  'refused',
  'failed',
  'expired',
  'unknown',
] as const;
export type IntentState = (typeof INTENT_STATES)[number];

/** Rechecked at the moment of sending. */
export type Precondition =
  /** Somebody else wrote in the chat after the account's own last message there. */
  | { readonly kind: 'somebody-spoke' }
  /** In a private chat: the person has written nothing after message `heardId` (0: nothing at all). */
  | { readonly kind: 'still-silent'; readonly heardId: number };

/** What a service hands to the outbox. */
export interface IntentDraft {
  readonly account: string;
  readonly service: ServiceName;
  readonly budget: Budget;
  readonly op: 'send';
  readonly peer: PeerId;
  /** The topic's first message, in a forum. */
  readonly topicId?: number;
  /** The message of the same chat that it answers to, shown as a reply. */
  readonly replyTo?: number;
  readonly content: Content;
  /** First in, first out within a lane. A user account has one. */
  readonly lane: string;
  /** What to cancel together: a conversation, a campaign. */
  readonly thread?: string;
  readonly priority: Priority;
  /** Not sent before; milliseconds since the epoch. */
  readonly notBefore: number;
  /** Not sent at or after; milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** Proposing the same key twice for one account is one intent. */
  readonly dedupeKey: string;
  readonly precondition?: Precondition;
  /** It waits as `draft` until an operator approves it; not approved before `expiresAt`, it has expired. */
  readonly approval?: true;
  /** An answer to something new in the chat: these have a cap of their own beside the others. */
  readonly instant?: true;
}

/** A row of the outbox. */
export interface Intent extends IntentDraft {
  /** The row's id. */
  readonly id: number;
  readonly state: IntentState;
  /** One per message: made before the first network call, re-used by every retry. Signed 64 bits. */
  readonly randomIds: readonly bigint[];
  /** Attempts that reached the network. */
  readonly attempts: number;
  /** Looked at again from here on; milliseconds since the epoch. `Infinity` while held for an event. */
  readonly nextAt: number;
  readonly createdAt: number;
  /** When the first attempt began: tells how far back a lost answer must be looked for. */
  readonly firstAttemptAt?: number;
}

/** What `propose` did. */
export interface Proposed {
  readonly id: number;
  /** False when the dedupe key was there already: nothing was added. */
  readonly created: boolean;
}
