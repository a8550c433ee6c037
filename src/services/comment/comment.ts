import type { Queryable } from '../../core/database.js';
import type { IncomingHandler } from '../../core/incoming-handler.js';
import type { Messenger } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { PlanItem } from '../../core/plan.js';
import type { Service } from '../../core/service.js';
import { childController, isAbort } from '../../lib/abort.js';
import { Bell } from '../../lib/bell.js';
import { DAY_MS } from '../../lib/local-time.js';
import type { Random } from '../../lib/seeded-random.js';
import { ChannelBook, type ChannelStanding } from './channel-book.js';
import { rememberedChannels, saveGroup } from './channel-rows.js';
import { createEar } from './ear.js';
import { watchEngagement } from './engagement.js';
import { type ChannelFigures, channelFigures } from './figures.js';
import { lookForPosts } from './looking.js';
import { pickPost } from './pick.js';
import { plannedComments } from './plan.js';
import { clearSkipped, duePost, replan, skipOld } from './post-rows.js';
import { settleComments } from './settle.js';
import { midnightOf, nextSlot } from './slots.js';
import { readStanding, type Standing, sentSince } from './standing.js';
import { type TurnDependencies, takeTurn } from './turn.js';

/** What the comment service stands on. */
export interface CommentDependencies
  extends Omit<TurnDependencies, 'book' | 'random' | 'messenger'> {
  readonly messenger: Pick<Messenger, 'resolve' | 'discussions' | 'onConnection'>;
  /** Ends drafts that nobody approved in time. */
  readonly expireDrafts: () => Promise<void>;
  /** `allowedPeers` became known or changed: what the guard holds for it may go on. */
  readonly onAllowedPeers?: () => void;
  /** @default Math.random */
  readonly random?: Random;
}

/** Comments under the posts of agreed channels. */
export interface CommentService extends Service {
  /** Hears new posts, and what becomes of them. */
  readonly handler: IncomingHandler;
  /** Takes the settings anew: channels come and go. */
  reload(): void;
  /** The groups in which the channels are discussed. Undefined until the service has looked. */
  allowedPeers(): ReadonlySet<PeerId> | undefined;
  /** What is known of each configured channel by now. */
  channels(): readonly ChannelStanding[];
  /** The posts that are written about next, the first first. */
  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]>;
  /** What came of a channel in the last `days` days. */
  statistics(db: Queryable, channel: PeerId, days: number): Promise<ChannelFigures>;
}

/** More channels than one person would follow. */
const MANY_CHANNELS = 20;
/** So many comments may wait for approval. */
const MOST_DRAFTS = 10;
/** So many posts picked for the schedule may wait for the guard. */
const MOST_PICKED = 2;
/** What ended by time is looked at this often. */
const TIDY_MS = 5 * 60_000;
/** While a comment is on its way, it is looked again so often. */
const OPEN_MS = { first: 1_000, longest: 60_000 };
/** A ring may come before its transaction is committed. */
const SOON_MS = 1_000;
/** What was skipped is kept so long. */
const KEPT_MS = 90 * DAY_MS;

/** Makes the comment service; nothing happens before it runs. */
export function createCommentService(dependencies: CommentDependencies): CommentService {
  return new Comments(dependencies);
}

/** Writes about one post after the other. All that counts is in `comment_posts` and the outbox. */
class Comments implements CommentService {
  readonly name = 'comment';
  readonly handler: IncomingHandler;
  readonly #with: CommentDependencies & { readonly random: Random; readonly book: ChannelBook };
  readonly #bell = new Bell();
  readonly #channelsBell = new Bell();
  #looked = false;
  #reloaded = false;
  #lookAgainAt = Number.POSITIVE_INFINITY;
  #slotAt: number | undefined;
  #openMs = OPEN_MS.first;
  #clearAt = Number.NEGATIVE_INFINITY;

  constructor(dependencies: CommentDependencies) {
    const { account, database, clock, logger, messenger: source } = dependencies;
    const random = dependencies.random ?? Math.random;
    const book = new ChannelBook({
      ...{ source, clock, logger, random },
      onFound: (group, slowMode) => saveGroup(database, account, group, slowMode),
      onChange: () => this.#onChannels(),
    });
    this.#with = { ...dependencies, random, book };
    this.handler = createEar({
      ...dependencies,
      isChannel: (peer) => this.#isChannel(peer),
      onChange: () => this.#ring(),
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { messenger, book, settings, logger } = this.#with;
    const { channels } = settings();
    if (channels.length > MANY_CHANNELS) {
      const advice = `one account should follow no more than ${MANY_CHANNELS}`;
      logger.warn(`${channels.length} channels are listed: ${advice}, or it looks like a program`);
    }
    await this.#adopt();
    const { controller, dispose } = childController(signal);
    const stopWatching = messenger.onConnection((state) => {
      if (state === 'online') book.retryUnreachable();
    });
    const looking = { ...this.#with, bell: this.#channelsBell, onFound: () => this.#bell.ring() };
    // When one of them fails, the others must not run on without it.
    const together = [
      book.run(controller.signal),
      lookForPosts(looking, controller.signal),
      watchEngagement(this.#with, controller.signal),
      this.#writeWhenDue(controller.signal),
    ];
    const ended = together.map((part) => part.finally(() => controller.abort()));
    const results = await Promise.allSettled(ended);
    stopWatching();
    dispose();
    for (const result of results) {
      if (result.status === 'rejected' && !isAbort(result.reason, controller.signal)) {
        throw result.reason;
      }
    }
  }

  reload(): void {
    this.#reloaded = true;
    this.#slotAt = undefined;
    this.#bell.ring();
  }

  allowedPeers(): ReadonlySet<PeerId> | undefined {
    const { book, settings } = this.#with;
    // While a text is written the book is as it was: a channel that was taken out meanwhile is out at once.
    return this.#looked ? book.groups(settings().channels) : undefined;
  }

  channels(): readonly ChannelStanding[] {
    return this.#with.book.reports();
  }

  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]> {
    return plannedComments(db, this.#with.account, limit);
  }

  statistics(db: Queryable, channel: PeerId, days: number): Promise<ChannelFigures> {
    const { account, clock, limits } = this.#with;
    const span = { days, timeZone: limits().timeZone, now: clock.now() };
    return channelFigures(db, account, channel, span);
  }

  /** Before the service runs, channels that are written as ids are known. */
  #isChannel(peer: PeerId): boolean {
    const { book, settings } = this.#with;
    if (book.has(peer)) return true;
    return settings().channels.some((one) => one.peer.by === 'id' && one.peer.id === peer);
  }

  async #adopt(): Promise<void> {
    const { account, database, book, settings } = this.#with;
    this.#reloaded = false;
    const { channels } = settings();
    book.set(channels, await rememberedChannels(database, account, channels));
    this.#looked = true;
    this.#onChannels();
  }

  #onChannels(): void {
    this.#channelsBell.ring();
    this.#bell.ring();
    if (this.allowedPeers()) this.#with.onAllowedPeers?.();
  }

  #ring(): void {
    this.#lookAgainAt = this.#with.clock.now() + SOON_MS;
    this.#bell.ring();
  }

  async #writeWhenDue(signal: AbortSignal): Promise<void> {
    const { account, clock, database } = this.#with;
    while (!signal.aborted) {
      if (this.#reloaded) await this.#adopt();
      await this.#tidy();
      const standing = await readStanding(database, account);
      const now = clock.now();
      if (this.#lookAgainAt <= now) this.#lookAgainAt = Number.POSITIVE_INFINITY;
      if (standing.open > 0) {
        await this.#wait(now + this.#openMs, signal);
        this.#openMs = Math.min(OPEN_MS.longest, this.#openMs * 2);
        continue;
      }
      this.#openMs = OPEN_MS.first;
      const room = standing.drafts < MOST_DRAFTS;
      const post =
        room && standing.dueAt <= now ? await duePost(database, account, now) : undefined;
      if (post) await takeTurn(this.#with, post, signal);
      else if (!(await this.#pickWhenDue(standing))) {
        const due = room ? standing.dueAt : Number.POSITIVE_INFINITY;
        await this.#wait(Math.min(now + TIDY_MS, due, this.#slotAt ?? due), signal);
      }
    }
  }

  #wait(until: number, signal: AbortSignal): Promise<void> {
    return this.#bell.waitUntil(this.#with.clock, Math.min(until, this.#lookAgainAt), signal);
  }

  /** Ends what ended by time, and writes down what came of comments. */
  async #tidy(): Promise<void> {
    const { account, clock, database, settings, expireDrafts } = this.#with;
    const { freshMs, scheduled } = settings();
    await expireDrafts();
    await settleComments(database, account, scheduled);
    await skipOld(database, account, clock.now() - freshMs);
    if (this.#clearAt > clock.now()) return;
    this.#clearAt = clock.now() + DAY_MS;
    await clearSkipped(database, account, clock.now() - Math.max(KEPT_MS, 2 * freshMs));
  }

  /** @returns false when the schedule's next moment has not come */
  async #pickWhenDue({ picked, drafts }: Standing): Promise<boolean> {
    const { account, book, clock, database, limits, settings, random } = this.#with;
    if (!settings().scheduled) {
      this.#slotAt = undefined;
      return false;
    }
    const now = clock.now();
    const due = this.#slotAt !== undefined && this.#slotAt <= now;
    if (this.#slotAt !== undefined && !due) return false;
    if (due && picked < MOST_PICKED && drafts < MOST_DRAFTS) {
      const channels = book.ready().map(({ peer }) => peer.id);
      const post = await pickPost(database, account, channels, random);
      if (post) await replan(database, account, post, { path: 'scheduled', dueAt: now });
    }
    const sent = await sentSince(database, account, midnightOf(limits(), now));
    this.#slotAt = nextSlot(limits(), sent, now, random);
    return true;
  }
}
