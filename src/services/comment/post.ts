import { createHash } from 'node:crypto';
import type { Peer, PeerId } from '../../core/peer.js';
import { WITHDRAWALS } from '../../core/withdrawal.js';

/** `instant`: a comment soon after the post; `scheduled`: at a moment that the service draws. */
export type PostPath = 'instant' | 'scheduled';

/** One post of an agreed channel. */
export interface PostKey {
  readonly channel: PeerId;
  /** Of an album: the part by which it was noted. */
  readonly postId: number;
}

/** A post that a comment is planned for. Times are milliseconds since the epoch. */
export interface PlannedPost extends PostKey {
  /** The post's own date. */
  readonly at: number;
  readonly path: PostPath;
  /** Nothing is written before; `Infinity` while it waits to be picked. */
  readonly dueAt: number;
  /** How often a comment on it was written and taken back. */
  readonly attempts: number;
}

/** Why posts get no comment, or not yet. Shown to operators: the same words wherever it is the same reason. */
export const REASONS = {
  edited: WITHDRAWALS['post-edited'],
  editedTooOften: 'the post was edited again and again',
  gone: WITHDRAWALS['post-deleted'],
  notNew: 'the post was not new any more when it was found',
  noText: 'there is no text in the post',
  old: 'the post is no longer fresh',
  pool: 'it waits to be picked for the schedule',
  removed: 'its channel is not in the list any more',
} as const;

/** What a post's intents have in common in the outbox. */
export function postThread({ channel, postId }: PostKey): string {
  return `comment:${channel}:${postId}`;
}

/** The dedupe key of a proposal. A second one is made only when the first certainly was not sent. */
export function commentKey(post: PostKey & { readonly attempts: number }): string {
  return post.attempts === 0 ? postThread(post) : `${postThread(post)}:${post.attempts}`;
}

/** Tells one text from another without keeping it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Where people find the post. */
export function postLink({ id, username }: Pick<Peer, 'id' | 'username'>, postId: number): string {
  // Telegram's links leave the mark of channels out: -1001234567890 is 1234567890.
  const place = username ?? `c/${String(id).replace(/^-100/, '')}`;
  return `https://t.me/${place}/${postId}`;
}
