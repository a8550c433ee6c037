import type { CommentSettings } from '../../core/comment-settings.js';
import type { Queryable } from '../../core/database.js';
import type { IntentDraft } from '../../core/intent.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import { commentKey, hashOf, type PlannedPost, postThread } from './post.js';
import { lockPlanned } from './post-rows.js';

/** A comment that could not go within this time is not sent any more: its text has aged. */
const EXPIRE_AFTER_MS = 30 * 60_000;

/** What a comment is made for. Times are milliseconds since the epoch. */
export interface Occasion {
  readonly account: string;
  readonly post: PlannedPost;
  readonly group: PeerId;
  readonly settings: CommentSettings;
  readonly now: number;
}

/** A comment as the outbox takes it; without a root, as the guard can foresee it. */
export function commentDraft(
  { account, post, group, settings, now }: Occasion,
  { text, rootId }: { readonly text: string; readonly rootId?: number },
): IntentDraft {
  const { mode, approveWithinMs, freshMs } = settings;
  const within = mode === 'approve' ? approveWithinMs : EXPIRE_AFTER_MS;
  return {
    account,
    service: 'comment',
    budget: 'unsolicited',
    op: 'send',
    peer: group,
    ...(rootId !== undefined && { replyTo: rootId }),
    content: { kind: 'text', text, linkPreview: false },
    lane: account,
    thread: postThread(post),
    priority: 'scheduled',
    // What is instant was meant to go at its due time: it goes before what is scheduled for now.
    notBefore: post.path === 'instant' ? Math.min(post.dueAt, now) : now,
    expiresAt: Math.min(now + within, post.at + freshMs),
    dedupeKey: commentKey(post),
    ...(post.path === 'instant' && { instant: true }),
    ...(mode === 'approve' && { approval: true }),
  };
}

/** A written comment. */
export interface WrittenComment {
  readonly text: string;
  readonly rootId: number;
  /** The post's text that it was written about. */
  readonly about: string;
}

/**
 * Proposes a comment and writes down that it is under way; in the mode `dry` it is only written down.
 * @returns false when the post is not planned as it was any more: the comment is thrown away
 * @throws PostaciError `INTENT_INVALID`, before anything is written
 */
export async function proposeComment(
  tx: Queryable,
  outbox: Outbox,
  occasion: Occasion,
  { text, rootId, about }: WrittenComment,
): Promise<boolean> {
  const { account, post, group, settings, now } = occasion;
  if (!(await lockPlanned(tx, account, post))) return false;
  const isDry = settings.mode === 'dry';
  const proposed = isDry
    ? undefined
    : await outbox.propose(tx, commentDraft(occasion, { text, rootId }));
  await tx.query(
    `update ${tx.schema}.comment_posts set state = $4, due_at = null, reason = $5, intent_id = $6,
       group_id = $7, comment = $8, about = $9, written_at = $10
     where account = $1 and channel_id = $2 and post_id = $3`,
    [
      account,
      post.channel,
      post.postId,
      isDry ? 'skipped' : 'proposed',
      isDry ? 'the mode is dry: it was written and not sent' : null,
      proposed?.id ?? null,
      group,
      text,
      hashOf(about),
      new Date(now),
    ],
  );
  return true;
}
