import type { Clock } from '../../core/clock.js';
import type { CommentSettings } from '../../core/comment-settings.js';
import type { Queryable, Row } from '../../core/database.js';
import type {
  Incoming,
  IncomingDeletion,
  IncomingEdit,
  IncomingMessage,
} from '../../core/incoming.js';
import type { Heard, IncomingHandler } from '../../core/incoming-handler.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import { planArrival } from './arrivals.js';
import { hashOf, postThread, REASONS } from './post.js';
import { notePost } from './post-rows.js';

/** What hearing stands on. */
export interface EarDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly settings: () => CommentSettings;
  /** Is it one of the configured channels? */
  readonly isChannel: (peer: PeerId) => boolean;
  /** Plans change with the transaction that is under way. */
  readonly onChange: () => void;
}

/** Whoever edits a post may well do so again. */
const AFTER_EDIT_MS = 60_000;
/** So often a comment is written for one post. */
const MOST_ATTEMPTS = 3;

/**
 * Hears the agreed channels: notes each new post once, has a comment that still waits written anew when its
 * post says something else, and takes it back when the post is gone.
 */
export function createEar(dependencies: EarDependencies): IncomingHandler {
  const { isChannel, onChange } = dependencies;
  return {
    name: 'comment',
    wants: (incoming) =>
      incoming.peer !== undefined &&
      isChannel(incoming.peer) &&
      (incoming.kind === 'deletion' || !incoming.own),
    // Everything that counts is in the database: it is read where it is changed.
    decide: async (heard) => async (tx) => {
      await hearPost(tx, dependencies, heard);
      for (const incoming of heard) {
        if (incoming.kind === 'edit') await hearEdit(tx, dependencies, incoming);
        if (incoming.kind === 'deletion') await hearDeletion(tx, dependencies, incoming);
      }
      onChange();
    },
  };
}

/** A post; of an album all parts that came together, of which one may have the text. */
async function hearPost(
  tx: Queryable,
  { account, clock, settings }: EarDependencies,
  heard: Heard,
): Promise<void> {
  const parts = heard.filter(isPost).sort((a, b) => a.messageId - b.messageId);
  const [first] = parts;
  if (!first) return;
  const text = parts.find((part) => part.text.trim() !== '')?.text ?? '';
  const { peer: channel, messageId: postId, at, albumId } = first;
  const arrival = { channel, postId, at, text, ...(albumId !== undefined && { albumId }) };
  await notePost(tx, account, planArrival(arrival, settings(), clock.now()));
}

function isPost(incoming: Incoming): incoming is IncomingMessage {
  return incoming.kind === 'message' && !incoming.own;
}

async function hearEdit(
  tx: Queryable,
  dependencies: EarDependencies,
  { peer: channel, messageId, text, albumId }: IncomingEdit,
): Promise<void> {
  const { account, clock } = dependencies;
  // Most edits change what is shown below a post; of an album, parts without a text say nothing.
  if (albumId !== undefined && text.trim() === '') return;
  const post = await lockProposed(tx, account, channel, messageId, albumId);
  if (!post || post.about === hashOf(text)) return;
  if (!(await takeBack(tx, dependencies, post, REASONS.edited))) return;
  const attempts = post.attempts + 1;
  const again = attempts < MOST_ATTEMPTS;
  await tx.query(
    `update ${tx.schema}.comment_posts set state = $4, due_at = $5, reason = $6, attempts = $7
     where account = $1 and channel_id = $2 and post_id = $3`,
    [
      account,
      channel,
      post.postId,
      again ? 'planned' : 'skipped',
      again ? new Date(clock.now() + AFTER_EDIT_MS) : null,
      again ? REASONS.edited : REASONS.editedTooOften,
      attempts,
    ],
  );
}

async function hearDeletion(
  tx: Queryable,
  dependencies: EarDependencies,
  { peer: channel, messageIds }: IncomingDeletion,
): Promise<void> {
  if (channel === undefined) return;
  const { account } = dependencies;
  for (const postId of messageIds) {
    const post = await lockProposed(tx, account, channel, postId, undefined);
    if (post && !(await takeBack(tx, dependencies, post, REASONS.gone))) continue;
    await tx.query(
      `update ${tx.schema}.comment_posts set state = 'skipped', due_at = null, reason = $4
       where account = $1 and channel_id = $2 and post_id = $3 and state in ('planned', 'proposed')`,
      [account, channel, postId, REASONS.gone],
    );
  }
}

interface ProposedPost {
  readonly channel: PeerId;
  readonly postId: number;
  readonly attempts: number;
  readonly about: string | null;
}

async function lockProposed(
  tx: Queryable,
  account: string,
  channel: PeerId,
  messageId: number,
  albumId: string | undefined,
): Promise<ProposedPost | undefined> {
  const [row] = await tx.query<Row & { post_id: number; attempts: number; about: string | null }>(
    `select post_id, attempts, about from ${tx.schema}.comment_posts
     where account = $1 and channel_id = $2 and (post_id = $3 or album_id = $4)
       and state = 'proposed' for update`,
    [account, channel, messageId, albumId ?? null],
  );
  return row && { channel, postId: row.post_id, attempts: row.attempts, about: row.about };
}

/** @returns false when it is being sent, or was */
async function takeBack(
  tx: Queryable,
  { account, outbox }: EarDependencies,
  post: ProposedPost,
  reason: string,
): Promise<boolean> {
  const what = { thread: postThread(post) };
  return (await outbox.cancel(tx, { account, what, reason })) > 0;
}
