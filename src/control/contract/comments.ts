import type { ChannelAccess } from '../../core/discussions.js';
import type { ServiceName } from '../../core/intent.js';
import type { Peer, PeerId } from '../../core/peer.js';
import type { TargetReport } from '../../core/target-report.js';

/** A text that was written and waits for the operator's word. Times are milliseconds since the epoch. */
export interface DraftReport {
  /** The intent's number: with it a draft is approved or rejected, and `why` tells of it. */
  readonly id: number;
  readonly service: ServiceName;
  /** The channel that the post is in; its title is empty when it was never heard. */
  readonly channel: { readonly id: PeerId; readonly title: string };
  /** The post's address, `https://t.me/kanal/42`. */
  readonly link: string;
  /** The post's text as it stands now; null when it cannot be read now. */
  readonly post: string | null;
  readonly text: string;
  readonly writtenAt: number;
  /** Not approved by then, it is dropped; null: it keeps. */
  readonly expiresAt: number | null;
}

/** What came of one allowlisted channel in the last `days` days. Times are milliseconds since the epoch. */
export interface ChannelReport {
  /** As the operator wrote it. */
  readonly written: string;
  /** Who agreed to comments there, by the operator's own note. */
  readonly agreed: string | null;
  /** Null until it was looked up. */
  readonly channel: Pick<Peer, 'id' | 'title' | 'username'> | null;
  /** May the account comment there, as last looked at? Null until it was. */
  readonly open: boolean | null;
  /** Why not. */
  readonly reason: string | null;
  readonly days: number;
  readonly posts: number;
  /** Posts by the hour of the customer's local day: 24 figures. */
  readonly postsByHour: readonly number[];
  readonly comments: number;
  /** To these comments. */
  readonly replies: number;
  /** To these comments. */
  readonly reactions: number;
  readonly lastCommentAt: number | null;
  /** Posts that a comment is planned for, or written for and not sent yet. */
  readonly waiting: number;
  /** Posts that get none, the most frequent reason first. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

/** What the account may do in one allowlisted channel, asked now; `reachable`: it may comment there. */
export interface ChannelCheck extends TargetReport {
  /** Null: nobody could tell, and `problems` says why. */
  readonly access: ChannelAccess | null;
}

/** What an operator can ask about comments, and decide about them. */
export interface CommentControl {
  /** What waits for approval, oldest first. */
  drafts(): Promise<readonly DraftReport[]>;
  /**
   * Lets a draft go its way: the limits hold for it as for all others.
   * @param text instead of what was written
   * @throws PostaciError `USAGE` when it is no draft (any more), its post is gone, or the text cannot be sent
   */
  approve(id: number, text?: string): Promise<void>;
  /** @throws PostaciError `USAGE` when it is no draft (any more) */
  reject(id: number, reason?: string): Promise<void>;
  /** Each allowlisted channel, in the order of the configuration. */
  channels(): Promise<readonly ChannelReport[]>;
  /** Asks Telegram what the account may do in each allowlisted channel. */
  checkChannels(): Promise<readonly ChannelCheck[]>;
}
