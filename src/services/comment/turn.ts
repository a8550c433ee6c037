import type { Author } from '../../core/author.js';
import type { Clock } from '../../core/clock.js';
import type { CommentSettings } from '../../core/comment-settings.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { Guard } from '../../core/guard.js';
import type { Logger } from '../../core/logger.js';
import type { Messenger } from '../../core/messenger.js';
import type { Outbox } from '../../core/outbox.js';
import type { Limits } from '../../core/settings.js';
import type { Random } from '../../lib/seeded-random.js';
import { planLater } from './arrivals.js';
import type { ChannelBook, ReadyChannel } from './channel-book.js';
import { type PlannedPost, postThread, REASONS } from './post.js';
import { replan, restUntil, skipPost } from './post-rows.js';
import { commentDraft, type Occasion, proposeComment } from './propose.js';
import { lookAtScene, type Obstacle } from './scene.js';
import { lastingPaceMs, midnightOf, paceMs } from './slots.js';
import { readWritten, recentComments, sentSince } from './standing.js';

/** What a turn stands on. */
export interface TurnDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'discussions'>;
  readonly outbox: Outbox;
  readonly guard: Pick<Guard, 'foresee'>;
  readonly author: Author;
  readonly settings: () => CommentSettings;
  readonly limits: () => Limits;
  readonly random: Random;
  readonly book: ChannelBook;
}

/** Held for an event (a pause, a cap of 0), or the channel is not ready: it is looked at again after so long. */
const LOOK_AGAIN_MS = 5 * 60_000;
/** Nothing is written before somebody changes the configuration. */
const REFUSED_MS = 15 * 60_000;
const SHORTEST_REST_MS = 30_000;
/** So much later than it could be at most a comment is written: by chance. */
const JITTER_MS = { least: 5_000, most: 30 * 60_000 };

/** What came of looking at a due post. Times are milliseconds since the epoch. */
type Result =
  | { readonly type: 'written' }
  | Obstacle
  /** The model is away: everything waits. */
  | { readonly type: 'rest'; readonly until: number; readonly reason: string };

/**
 * Gives a due post its turn: only when the guard foresees that a comment could go, it is looked at again, its
 * discussion found, the text written and proposed. Whatever stands against it is written down with the post.
 * @throws the signal's reason, or what the database throws
 */
export async function takeTurn(
  dependencies: TurnDependencies,
  post: PlannedPost,
  signal: AbortSignal,
): Promise<void> {
  const { account, database, logger } = dependencies;
  const result = await consider(dependencies, post, signal);
  switch (result.type) {
    case 'written':
      return;
    case 'skip':
      logger.debug('a post gets no comment', { post: postThread(post), reason: result.reason });
      return skipPost(database, account, post, result.reason);
    case 'later':
      return replan(database, account, post, planLater(post, dependencies.settings(), result));
    case 'rest':
      return restUntil(database, account, { ...result, stepMs: paceMs(dependencies.limits()) });
  }
}

async function consider(
  dependencies: TurnDependencies,
  post: PlannedPost,
  signal: AbortSignal,
): Promise<Result> {
  const { account, clock, book } = dependencies;
  const settings = dependencies.settings();
  const now = clock.now();
  if (post.at < now - settings.freshMs) return { type: 'skip', reason: REASONS.old };
  const ready = book.ready().find(({ peer }) => peer.id === post.channel);
  if (!ready) return withoutChannel(book, post, now);
  const occasion = { account, post, group: ready.group.id, settings, now };
  const obstacle =
    (await ownPace(dependencies, occasion)) ?? (await foresee(dependencies, occasion));
  return obstacle ?? write(dependencies, occasion, ready, signal);
}

function withoutChannel(book: ChannelBook, { channel }: PlannedPost, now: number): Result {
  if (book.isRemoved(channel)) return { type: 'skip', reason: REASONS.removed };
  const problem = book.problemOf(channel)?.problem ?? 'its channel is still looked up';
  return { type: 'later', until: now + LOOK_AGAIN_MS, reason: problem };
}

/** What is written keeps the limits' pace, also where nothing is sent or somebody has to approve it first. */
async function ownPace(
  { account, database, limits, random }: TurnDependencies,
  { post, now }: Occasion,
): Promise<Result | undefined> {
  const { minIntervalPerPeerMs, messagesPerDay = Number.POSITIVE_INFINITY } = limits();
  const midnight = midnightOf(limits(), now);
  const sent = await sentSince(database, account, midnight);
  const pace = lastingPaceMs(limits(), sent, now);
  const since = now - Math.max(pace, minIntervalPerPeerMs);
  const written = await readWritten(database, account, post.channel, { since, midnight });
  const until = Math.max(
    (written.lastAt ?? Number.NEGATIVE_INFINITY) + pace,
    (written.lastHereAt ?? Number.NEGATIVE_INFINITY) + minIntervalPerPeerMs,
    written.draftHere || written.today >= messagesPerDay ? now + LOOK_AGAIN_MS : now,
  );
  if (until <= now) return undefined;
  const reason = written.draftHere
    ? 'another comment in its channel waits for approval'
    : 'comments are spread over what is left of the day';
  return { type: 'later', until: jittered(now, until, random), reason };
}

async function foresee(
  { database, guard, random }: TurnDependencies,
  occasion: Occasion,
): Promise<Result | undefined> {
  const { now } = occasion;
  const { verdict, rule } = await guard.foresee(
    database,
    commentDraft(occasion, { text: '…' }),
    now,
  );
  if (verdict.type === 'allow') return undefined;
  const reason = `${rule}: ${verdict.reason}`;
  if (verdict.type === 'refuse') return { type: 'skip', reason };
  if (verdict.type === 'hold') return { type: 'later', until: now + LOOK_AGAIN_MS, reason };
  return { type: 'later', until: jittered(now, verdict.until, random), reason };
}

function jittered(now: number, until: number, random: Random): number {
  const { least, most } = JITTER_MS;
  return Math.round(until + random() * Math.min(most, Math.max(least, (until - now) / 4)));
}

async function write(
  dependencies: TurnDependencies,
  occasion: Occasion,
  ready: ReadyChannel,
  signal: AbortSignal,
): Promise<Result> {
  const { account, clock, database, outbox, author, logger } = dependencies;
  const { post, settings } = occasion;
  const scene = await lookAtScene(dependencies, post, ready, signal);
  if ('obstacle' in scene) return scene.obstacle;
  const { text: about, editedAt, rootId } = scene;
  const draft = await author.write(
    {
      purpose: 'comment',
      conversation: [{ by: 'other', text: about }],
      variables: { title: ready.peer.title },
      rules: settings.writing,
      recent: await recentComments(database, account, settings.compared),
      cacheKey: `${postThread(post)}:${editedAt ?? 0}`,
    },
    signal,
  );
  const now = clock.now();
  switch (draft.status) {
    case 'ready':
      break;
    case 'dropped':
      return { type: 'skip', reason: `${draft.check}: ${draft.reason}` };
    case 'later': {
      const until = now + Math.max(SHORTEST_REST_MS, draft.waitMs);
      return { type: 'rest', until, reason: `nothing can be written now: ${draft.reason}` };
    }
    case 'refused':
      logger.error(`comments can't be written: ${draft.reason}`);
      return { type: 'rest', until: now + REFUSED_MS, reason: draft.reason };
  }
  try {
    const { text } = draft;
    const written = { text, rootId, about };
    await database.transaction((tx) => proposeComment(tx, outbox, { ...occasion, now }, written));
  } catch (error) {
    if (!(error instanceof PostaciError) || error.code !== 'INTENT_INVALID') throw error;
    return { type: 'skip', reason: error.problem };
  }
  outbox.kick();
  return { type: 'written' };
}
