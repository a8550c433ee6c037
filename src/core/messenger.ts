import type { Content } from './content.js';
import type { Discussions } from './discussions.js';
import type { Outcome } from './outcome.js';
import type { Peer, PeerId, PeerRef } from './peer.js';
import type { Signals } from './signals.js';
import type { UpdateSource } from './updates.js';

/**
 * The longest that one `deliver` may take, in milliseconds: later it has answered `unknown`. The guard
 * lets nothing go that could arrive after a window's or a day's end because of it.
 */
export const SEND_DEADLINE_MS = 20_000;

/** One message to deliver, with the ids that make it safe to repeat. */
export interface Delivery {
  readonly peer: PeerId;
  readonly topicId?: number;
  /** The message of the same chat that it is shown as a reply to. */
  readonly replyTo?: number;
  readonly content: Content;
  readonly randomIds: readonly bigint[];
}

/** A message found in a chat's history. */
export interface HistoryMessage {
  readonly id: number;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
  /** Sent by this account. */
  readonly own: boolean;
  readonly senderId?: PeerId;
  readonly text: string;
  readonly topicId?: number;
}

/** What the account may do in a chat, asked before anything is sent. */
export interface ChatAccess {
  readonly peer: Peer;
  readonly member: boolean;
  /** May plain text be sent now? When not, `reason` says why. */
  readonly canSendText: boolean;
  readonly canSendMedia: boolean;
  readonly reason?: string;
  /** Seconds between two messages of one member; 0 when off. */
  readonly slowModeSeconds: number;
  /** Until when slow mode holds this account; milliseconds since the epoch. */
  readonly slowModeUntil?: number;
  readonly forum: boolean;
  readonly topics: readonly {
    readonly id: number;
    readonly title: string;
    readonly closed: boolean;
  }[];
  readonly memberCount?: number;
  /** Stars that a message costs here: postaci never pays. */
  readonly paidMessageStars?: number;
}

export type Resolution =
  | { readonly status: 'found'; readonly peer: Peer }
  /** `code` is stable: `NOT_FOUND`, `NOT_A_MEMBER` (an invite link of a chat that the account is not in), `WAIT`, … */
  | { readonly status: 'not-found'; readonly code: string; readonly reason: string }
  | { readonly status: 'wait'; readonly code: string; readonly waitMs: number };

export interface Self {
  readonly id: PeerId;
  readonly firstName: string;
  readonly username?: string;
  /** Masked: only the first and the last digits. */
  readonly phone?: string;
}

export type ConnectionState = 'connecting' | 'online' | 'offline' | 'stopped';

/**
 * A Telegram account as the rest of the daemon sees it. Every call has a deadline of its own and
 * ends by it; expected failures are values. A contract suite (`test/contracts/messenger.ts`) holds
 * every implementation to this.
 */
export interface Messenger {
  /** The account; `connect` must have resolved. */
  readonly self: Self;
  readonly connection: ConnectionState;
  /** Set when it has `stopped` by itself, because Telegram has ended the session. */
  readonly ended: Extract<Outcome, { status: 'halt' }> | undefined;
  /**
   * Connects, proves it by a round trip and begins to deliver updates.
   * @throws PostaciError with a code of the `ACCOUNT_*` family when a person is needed.
   */
  connect(signal: AbortSignal): Promise<void>;
  /** Leaves nothing running. Safe to call twice. */
  disconnect(): Promise<void>;
  /**
   * Sends; never throws for what Telegram or the network may answer.
   * @throws the signal's reason, at once, when it aborts: what was under way may have had its effect.
   */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome>;
  /**
   * Forgets what is in memory of a person whose data is erased; nothing of it is written any more once it
   * resolves. Heard again, the person is learnt anew.
   */
  forget(person: PeerId): Promise<void>;
  /** Finds a peer, from the peer store when it is known there. Never joins. */
  resolve(ref: PeerRef, signal: AbortSignal): Promise<Resolution>;
  /** Asks for membership, rights, slow mode and topics. */
  inspect(peer: PeerId, signal: AbortSignal): Promise<ChatAccess>;
  /**
   * The newest messages of a chat (or of one topic), newest first; `limit` at most 100. With `beforeId`
   * only those with a smaller id: the next page.
   */
  history(
    peer: PeerId,
    options: { readonly limit: number; readonly topicId?: number; readonly beforeId?: number },
    signal: AbortSignal,
  ): Promise<readonly HistoryMessage[]>;
  /** What Telegram tells the account, and how to ask for what it did not. */
  readonly updates: UpdateSource;
  readonly signals: Signals;
  /** Channels, and what is said under their posts. */
  readonly discussions: Discussions;
  onConnection(handler: (state: ConnectionState) => void): () => void;
}
