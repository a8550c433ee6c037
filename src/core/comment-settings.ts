import type { WritingRules } from './author.js';
import type { PeerRef } from './peer.js';

/** `auto` sends, `approve` asks the operator first, `dry` writes and sends nothing. */
export const COMMENT_MODES = ['auto', 'approve', 'dry'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** A channel in which comments are agreed. */
export interface CommentChannel {
  /** As the operator wrote it. */
  readonly written: string;
  readonly peer: PeerRef;
  /** Who agreed to it, and when: for the operator's own records. */
  readonly agreed?: string;
}

/** The comment service's whole configuration (S1's variables). */
export interface CommentSettings {
  readonly channels: readonly CommentChannel[];
  readonly mode: CommentMode;
  /** From a new post to its comment. */
  readonly instantDelayMs: number;
  /** Older posts get no comment. */
  readonly freshMs: number;
  /** Comments on new posts in one channel in any 60 minutes. */
  readonly maxInstantPerChatPerHour: number;
  /** Comments on posts of the last hours too, spread over the windows; false: on new posts only. */
  readonly scheduled: boolean;
  readonly writing: WritingRules;
  /** So many of the account's newest comments, in any channel, are compared with a new one. */
  readonly compared: number;
  /** A written comment that waits for the operator's approval is dropped after so long. */
  readonly approveWithinMs: number;
}

/** S1's figures, and no channel. */
export const NO_COMMENTS: CommentSettings = {
  channels: [],
  mode: 'auto',
  instantDelayMs: 300_000,
  freshMs: 24 * 3_600_000,
  maxInstantPerChatPerHour: 2,
  scheduled: true,
  writing: {
    minLength: 30,
    maxLength: 220,
    maxEmojis: 1,
    languages: [],
    strict: false,
    allowed: [],
  },
  compared: 50,
  approveWithinMs: 3 * 3_600_000,
};
