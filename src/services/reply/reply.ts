import type { Author } from '../../core/author.js';
import type { Incoming } from '../../core/incoming.js';
import type { Heard, IncomingHandler } from '../../core/incoming-handler.js';
import type { Messenger } from '../../core/messenger.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../core/people.js';
import type { ReplySettings } from '../../core/reply-settings.js';
import type { Service } from '../../core/service.js';
import { Bell } from '../../lib/bell.js';
import { HOUR_MS } from '../../lib/local-time.js';
import type { Book } from './choice.js';
import { SPOKEN_KEPT_MS } from './conversation.js';
import { type DecideDependencies, decide } from './decide.js';
import { createMatcher } from './matching.js';
import { clearSpoken } from './memory-rows.js';
import { Scribe } from './scribe.js';
import { Typist } from './typist.js';
import { withdrawUnwanted } from './withdraw.js';

/** What the reply service stands on. */
export interface ReplyDependencies
  extends Omit<DecideDependencies, 'onProposed' | 'trackingKeptMs' | 'scribe'> {
  readonly messenger: Pick<Messenger, 'resolve' | 'signals' | 'self'>;
  /** Read at the first message and at each `reload`. */
  readonly settings: () => ReplySettings;
  /** `PeopleSettings.trackingKeptMs`. @default a day */
  readonly trackingKeptMs?: () => number;
  /** Writes what the last rule answers. @default nobody: that rule is silent */
  readonly author?: Author;
}

/** Answers to who writes in private, or speaks to the account in a group. */
export interface ReplyService extends Service {
  /** Its ear: what it decides becomes intents in the transaction that says "handled". */
  readonly handler: IncomingHandler;
  /** Takes the settings anew; what waits where nothing is to be answered any more is taken back. */
  reload(): void;
}

/** Makes the reply service. Its handler works with or without `run`, which shows typing and wakes the sender. */
export function createReplyService(dependencies: ReplyDependencies): ReplyService {
  return new Replies(dependencies);
}

/** What was said is cleared away so often. */
const CLEAR_MS = HOUR_MS;

class Replies implements ReplyService {
  readonly name = 'reply';
  readonly handler: IncomingHandler;
  readonly #with: DecideDependencies & ReplyDependencies;
  readonly #typist: Typist;
  readonly #bell = new Bell();
  #book: Book | undefined;
  #stale = false;
  /** What waits has not been held against the new settings yet. */
  #unchecked = false;
  /** When what people said is next looked at, whether it is still to be kept. */
  #clearAt = Number.NEGATIVE_INFINITY;

  constructor(dependencies: ReplyDependencies) {
    const { author } = dependencies;
    this.#with = {
      trackingKeptMs: () => DEFAULT_PEOPLE_SETTINGS.trackingKeptMs,
      ...dependencies,
      ...(author && { scribe: new Scribe({ ...dependencies, author }) }),
      onProposed: (typed) => {
        this.#typist.expect(typed);
        this.#bell.ring();
      },
    };
    this.#typist = new Typist({ ...dependencies, onCommitted: () => dependencies.outbox.kick() });
    this.handler = {
      name: 'reply',
      wants: (incoming) => this.#wants(incoming),
      decide: (heard, signal) => this.#decide(heard, signal),
    };
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#with;
    while (!signal.aborted) {
      if (this.#unchecked) {
        await this.#withdraw(signal);
      }
      await this.#clear();
      await this.#typist.turn(signal);
      const next = Math.min(this.#typist.nextAt, this.#clearAt);
      await this.#bell.waitUntil(clock, next, signal);
    }
  }

  reload(): void {
    this.#stale = true;
    this.#unchecked = true;
    this.#clearAt = Number.NEGATIVE_INFINITY;
    this.#bell.ring();
  }

  /** What was said is kept for a day, and not at all without a rule that needs it. */
  async #clear(): Promise<void> {
    const { account, clock, database, settings } = this.#with;
    const now = clock.now();
    if (now < this.#clearAt) return;
    const kept = settings().written !== undefined;
    await clearSpoken(database, account, kept ? now - SPOKEN_KEPT_MS : undefined);
    this.#clearAt = kept ? now + CLEAR_MS : Number.POSITIVE_INFINITY;
  }

  async #withdraw(signal: AbortSignal): Promise<void> {
    this.#unchecked = false;
    try {
      const { settings } = await this.#currentBook();
      await withdrawUnwanted(this.#with, settings, signal);
    } catch (error) {
      // The service starts anew, and has still to do it.
      this.#unchecked = true;
      throw error;
    }
  }

  #wants(incoming: Incoming): boolean {
    if (incoming.kind !== 'message' || incoming.own) return false;
    const { mode, chatModes } = this.#with.settings();
    if (incoming.peer < 0) return mode !== 'off' && incoming.mentioned === true;
    return mode !== 'off' || chatModes.some((chat) => chat.mode !== 'off');
  }

  async #decide(heard: Heard, signal: AbortSignal) {
    return decide(this.#with, await this.#currentBook(), heard, signal);
  }

  /** A book that cannot be read leaves the one before in force. */
  async #currentBook(): Promise<Book> {
    const before = this.#book;
    if (before && !this.#stale) return before;
    this.#stale = false;
    try {
      const settings = this.#with.settings();
      const book = { settings, matcher: await createMatcher(settings.rules) };
      this.#book = book;
      return book;
    } catch (error) {
      if (!before) throw error;
      this.#with.logger.error('the new rules for answers are not taken over', { error });
      return before;
    }
  }
}
