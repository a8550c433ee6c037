import type { Clock } from '../../core/clock.js';
import type { ChannelPost, Discussion, Discussions } from '../../core/discussions.js';
import type { Messenger } from '../../core/messenger.js';
import type { Wait } from '../../core/updates.js';
import { isAbort } from '../../lib/abort.js';
import type { ChannelBook, ReadyChannel } from './channel-book.js';
import { type PostKey, REASONS } from './post.js';

/** A post as it stands now, and where it is discussed. */
export interface Scene {
  readonly text: string;
  readonly editedAt: number | undefined;
  /** What a comment replies to. */
  readonly rootId: number;
}

/** Why nothing can be written about a post: never, or not before `until` (milliseconds since the epoch). */
export type Obstacle =
  | { readonly type: 'skip'; readonly reason: string }
  | { readonly type: 'later'; readonly until: number; readonly reason: string };

/** What looking at a post stands on. */
export interface SceneDependencies {
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'discussions'>;
  readonly book: ChannelBook;
}

/** Telegram could not be reached, or the channel is looked at again. */
const AGAIN_MS = 2 * 60_000;

/**
 * Looks at a post just before it is written about.
 * @throws the signal's reason, nothing else
 */
export async function lookAtScene(
  { messenger, clock, book }: SceneDependencies,
  post: PostKey,
  { peer, group }: ReadyChannel,
  signal: AbortSignal,
): Promise<Scene | { readonly obstacle: Obstacle }> {
  const never = (reason: string) => ({ obstacle: { type: 'skip', reason } as const });
  const later = (reason: string, ms = AGAIN_MS) => ({
    obstacle: { type: 'later', until: clock.now() + ms, reason } as const,
  });
  let found: Found;
  try {
    found = await ask(messenger.discussions, post, signal);
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    return later(`Telegram did not answer (${error instanceof Error ? error.message : error})`);
  }
  if (found === 'gone') return never(REASONS.gone);
  if (found === 'no-text') return never(REASONS.noText);
  if ('waitMs' in found) {
    return later(`${found.code}: Telegram wants patience`, Math.max(1_000, found.waitMs));
  }
  const { current, discussion } = found;
  if (discussion.kind === 'closed') return never(`${discussion.code}: ${discussion.reason}`);
  if (discussion.group !== group.id) {
    // The guard goes by the book.
    book.lookAgain(peer.id);
    return later(`${peer.title} has another group by now`);
  }
  return { text: current.text, editedAt: current.editedAt, rootId: discussion.rootId };
}

type Found =
  | 'gone'
  | 'no-text'
  | Wait
  | { readonly current: ChannelPost; readonly discussion: Exclude<Discussion, Wait> };

async function ask(
  discussions: Discussions,
  { channel, postId }: PostKey,
  signal: AbortSignal,
): Promise<Found> {
  const current = await discussions.post(channel, postId, signal);
  if (current === 'gone' || 'kind' in current) return current;
  if (current.text.trim() === '') return 'no-text';
  const discussion = await discussions.discussion(channel, postId, signal);
  return discussion.kind === 'wait' ? discussion : { current, discussion };
}
