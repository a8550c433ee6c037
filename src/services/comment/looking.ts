import type { Clock } from '../../core/clock.js';
import type { CommentSettings } from '../../core/comment-settings.js';
import type { Database } from '../../core/database.js';
import type { ChannelPost } from '../../core/discussions.js';
import type { Logger } from '../../core/logger.js';
import type { Messenger } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { Wait } from '../../core/updates.js';
import { isAbort } from '../../lib/abort.js';
import type { Bell } from '../../lib/bell.js';
import { planArrival } from './arrivals.js';
import type { ChannelBook, ReadyChannel } from './channel-book.js';
import { notePost } from './post-rows.js';

/** What looking for posts stands on. */
export interface LookingDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'discussions'>;
  readonly settings: () => CommentSettings;
  readonly book: ChannelBook;
  /** Rings when channels come and go. */
  readonly bell: Bell;
  /** There are new posts. */
  readonly onFound: () => void;
}

/** How often a channel is looked at: quieter ones more rarely. */
const EVERY_MS = { least: 5 * 60_000, most: 30 * 60_000, growth: 1.5 };
/** What is told is looked at only for what was missed before the account listened. */
const MEMBER_EVERY_MS = 3 * 3_600_000;
const FAILED_MS = 15 * 60_000;
/** Between two channels. */
const PACE_MS = 1_000;
const POSTS = 20;

interface Look {
  at: number;
  everyMs: number;
}

/** Looks for posts, channel by channel, until the signal aborts. */
export async function lookForPosts(
  dependencies: LookingDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { clock, book, bell } = dependencies;
  const looks = new Map<PeerId, Look>();
  while (!signal.aborted) {
    const next = nextLook(book.ready(), looks, clock.now());
    if (!next || next.look.at > clock.now()) {
      await bell.waitUntil(clock, next?.look.at ?? Number.POSITIVE_INFINITY, signal);
      continue;
    }
    await lookOnce(dependencies, next, signal);
    await clock.sleepUntil(clock.now() + PACE_MS, signal);
  }
}

interface NextLook {
  readonly ready: ReadyChannel;
  readonly look: Look;
}

function nextLook(
  channels: readonly ReadyChannel[],
  looks: Map<PeerId, Look>,
  now: number,
): NextLook | undefined {
  let next: NextLook | undefined;
  for (const ready of channels) {
    const look = looks.get(ready.peer.id) ?? { at: now, everyMs: EVERY_MS.least };
    looks.set(ready.peer.id, look);
    if (!next || look.at < next.look.at) next = { ready, look };
  }
  return next;
}

async function lookOnce(
  { account, clock, logger, database, messenger, settings, onFound }: LookingDependencies,
  { ready, look }: NextLook,
  signal: AbortSignal,
): Promise<void> {
  const channel = ready.peer.id;
  let posts: readonly ChannelPost[] | Wait;
  try {
    posts = await messenger.discussions.posts(channel, POSTS, signal);
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    logger.debug('a channel could not be looked at; it is tried again', { channel, error });
    look.at = clock.now() + FAILED_MS;
    return;
  }
  const now = clock.now();
  if ('kind' in posts) {
    look.at = now + Math.max(1_000, posts.waitMs);
    return;
  }
  const { freshMs } = settings();
  let found = 0;
  for (const { id: postId, at, text, albumId } of posts) {
    if (at < now - freshMs) continue;
    const arrival = { channel, postId, at, text, ...(albumId !== undefined && { albumId }) };
    if (await notePost(database, account, planArrival(arrival, settings(), now))) found++;
  }
  const { least, most, growth } = EVERY_MS;
  look.everyMs = found > 0 ? least : Math.min(most, look.everyMs * growth);
  look.at = now + (ready.member ? MEMBER_EVERY_MS : look.everyMs);
  if (found > 0) onFound();
}
