import type { CommentSettings } from '../../core/comment-settings.js';
import type { PeerId } from '../../core/peer.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { type PlannedPost, REASONS } from './post.js';
import type { NewPost } from './post-rows.js';

/** So long after its moment a comment still counts as one on a new post. */
const INSTANT_FOR_MS = HOUR_MS;

/** A post as it was heard or found. */
export interface Arrival {
  readonly channel: PeerId;
  /** Of an album: its first part. */
  readonly postId: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly albumId?: string;
}

/** What becomes of a post that was heard or found now. Pure. */
export function planArrival(
  { text, ...post }: Arrival,
  settings: Pick<CommentSettings, 'instantDelayMs' | 'freshMs' | 'scheduled'>,
  now: number,
): NewPost {
  const instant = { ...post, path: 'instant', dueAt: undefined } as const;
  // The part of an album that has the text may come later: it is looked at before anything is written.
  const isWhole = post.albumId === undefined;
  if (isWhole && text.trim() === '') return { ...instant, reason: REASONS.noText };
  if (post.at < now - settings.freshMs) return { ...instant, reason: REASONS.old };
  if (isLate(post.at, settings, now)) {
    return settings.scheduled ? { ...post, ...POOL } : { ...instant, reason: REASONS.notNew };
  }
  return { ...instant, dueAt: post.at + settings.instantDelayMs };
}

/** It waits to be picked for the schedule. */
export const POOL = {
  path: 'scheduled',
  dueAt: Number.POSITIVE_INFINITY,
  reason: REASONS.pool,
} as const;

/** Is a moment too late for a comment on a new post? `at` is the post's date. */
function isLate(
  at: number,
  { instantDelayMs }: Pick<CommentSettings, 'instantDelayMs'>,
  moment: number,
): boolean {
  return moment > at + instantDelayMs + INSTANT_FOR_MS;
}

/**
 * The plan of a post that can't be written about before `until`: what was meant to be soon goes among the
 * scheduled ones when it would be late; where there are none, it comes late. Pure.
 */
export function planLater(
  { at, path }: PlannedPost,
  settings: Pick<CommentSettings, 'instantDelayMs' | 'scheduled'>,
  { until, reason }: { readonly until: number; readonly reason: string },
): { readonly path: PlannedPost['path']; readonly dueAt: number; readonly reason: string } {
  if (path === 'instant' && settings.scheduled && isLate(at, settings, until)) return POOL;
  return { path, dueAt: until, reason };
}
