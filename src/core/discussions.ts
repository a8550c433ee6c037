import type { Peer, PeerId } from './peer.js';
import type { Wait } from './updates.js';

/** What the account may do under a channel's posts, asked before anything is written. */
export interface ChannelAccess {
  readonly channel: Peer;
  /** The account reads it as a member; else its posts are only found by looking. */
  readonly member: boolean;
  /** The group in which its posts are discussed; absent: comments are off in the whole channel. */
  readonly group?: Peer;
  /** May the account comment now, as a member of the group or as a guest? When not, `reason` says why. */
  readonly canComment: boolean;
  readonly code?: string;
  readonly reason?: string;
  /** Seconds between two messages of one member in the group; 0 when off. */
  readonly slowModeSeconds: number;
  /** Stars that a message costs there: postaci never pays. */
  readonly paidMessageStars?: number;
}

/** Where one post is discussed. */
export type Discussion =
  | {
      readonly kind: 'open';
      readonly group: PeerId;
      /** The post's copy in the group: what a comment replies to. */
      readonly rootId: number;
      /** Comments so far. */
      readonly comments: number;
    }
  /** The post is gone, or nobody may comment on it. */
  | { readonly kind: 'closed'; readonly code: string; readonly reason: string }
  | Wait;

/** A post as it stands now. */
export interface ChannelPost {
  /** Of an album: its first part. */
  readonly id: number;
  /** Server date in milliseconds (whole seconds). */
  readonly at: number;
  /** The text or the caption; of an album, of whichever part has one. */
  readonly text: string;
  /** Server date of the newest edit in milliseconds. */
  readonly editedAt?: number;
  readonly albumId?: string;
  readonly media?: 'photo' | 'video' | 'document' | 'sticker' | 'voice' | 'poll' | 'other';
}

/** What came of a message of one's own: how many answered it, and how many reacted. */
export interface Engagement {
  readonly messageId: number;
  readonly replies: number;
  readonly reactions: number;
  /** It is not there any more: somebody deleted it. */
  readonly gone: boolean;
}

/**
 * Channels and what is said under their posts. Calls have a deadline of their own; they throw when Telegram
 * cannot be reached or refuses in a way that is not named here, and the signal's reason when it aborts.
 * @see https://core.telegram.org/api/discussion
 */
export interface Discussions {
  inspect(channel: PeerId, signal: AbortSignal): Promise<ChannelAccess | Wait>;
  /** The newest posts, newest first, the parts of an album as one; `limit` at most 50. */
  posts(
    channel: PeerId,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly ChannelPost[] | Wait>;
  /** One post as it stands now; `gone` when it was deleted. */
  post(channel: PeerId, postId: number, signal: AbortSignal): Promise<ChannelPost | 'gone' | Wait>;
  /** Where a post is discussed; of an album, any part's id will do. */
  discussion(channel: PeerId, postId: number, signal: AbortSignal): Promise<Discussion | Wait>;
  /** What came of the account's own messages in a group; at most 100 ids. */
  engagement(
    group: PeerId,
    messageIds: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly Engagement[] | Wait>;
}
