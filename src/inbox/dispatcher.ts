import type { IncomingHandler } from '../core/incoming-handler.js';
import type { PeerId } from '../core/peer.js';
import { childController, isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';
import { Bell } from '../lib/bell.js';
import { type HandlingDependencies, handleNext, isPassing } from './handling.js';
import { type WaitingChat, waitingChats } from './handling-rows.js';

/** Chats that one handler works on at once: a model may take seconds to answer in one of them. */
const LANES = 8;
/** Chats that one look at the database gives at most. */
const BATCH = 256;
/** After so many events of one chat the others come first. */
const FAIR_SHARE = 50;
/** The inbox is looked at this often without being told; all that writes to it kicks. */
const POLL_MS = 5 * 60_000;
const BACKOFF = { firstMs: 500, longestMs: 30_000 };

/** Hands what was heard to the services, in each chat's order. */
export interface Dispatcher {
  /**
   * Runs until the signal aborts and what is being committed is.
   * @throws PostaciError `LEASE_LOST`
   */
  run(signal: AbortSignal): Promise<void>;
  /** There is work; call it after the commit that says so. */
  kick(): void;
}

/** Makes a dispatcher; nothing happens before `run`. One per account. */
export function createDispatcher(
  handlers: readonly IncomingHandler[],
  dependencies: HandlingDependencies,
): Dispatcher {
  const desks = handlers.map((handler) => new Desk(handler, dependencies));
  return {
    async run(signal) {
      const { controller, dispose } = childController(signal);
      const running = desks.map((desk) =>
        // One that ends takes the others along: the account is no longer ours.
        desk.run(controller.signal).finally(() => controller.abort()),
      );
      const results = await Promise.allSettled(running);
      dispose();
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    },
    kick() {
      for (const desk of desks) desk.kick();
    },
  };
}

/** What one handler works at: some chats at once, each of them in order. */
class Desk {
  readonly #handler: IncomingHandler;
  readonly #with: HandlingDependencies;
  readonly #bell = new Bell();
  /** Chats that are worked on. */
  readonly #lanes = new Map<PeerId, Promise<void>>();
  /** Chats that were due at the last look. */
  #due: PeerId[] = [];
  #nextDueAt = 0;
  #failures = 0;
  #lost: unknown;

  constructor(handler: IncomingHandler, dependencies: HandlingDependencies) {
    this.#handler = handler;
    this.#with = dependencies;
  }

  kick(): void {
    this.#nextDueAt = 0;
    this.#bell.ring();
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && !this.#lost) {
        await this.#look();
        while (this.#lanes.size < LANES && this.#due.length > 0) this.#open(signal);
        await this.#rest(signal);
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    } finally {
      await Promise.all(this.#lanes.values());
    }
    if (this.#lost) throw this.#lost;
  }

  /** Finds the chats in which something is due, when none are known and there may be some. */
  async #look(): Promise<void> {
    const { account, database, clock, logger } = this.#with;
    if (this.#due.length > 0 || this.#lanes.size >= LANES) return;
    if (clock.now() < this.#nextDueAt) return;
    this.#nextDueAt = clock.now() + POLL_MS;
    const busy = [...this.#lanes.keys()];
    let chats: readonly WaitingChat[];
    try {
      chats = await waitingChats(database, account, this.#handler.name, busy, BATCH);
      this.#failures = 0;
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.#nextDueAt = clock.now() + backoffMs(this.#failures++, BACKOFF);
      logger.warn('what waits to be handled could not be read; trying again', { error });
      return;
    }
    const now = clock.now();
    this.#due = chats.filter(({ dueAt }) => dueAt <= now).map(({ chat }) => chat);
    const later = chats.find(({ dueAt }) => dueAt > now)?.dueAt ?? Number.POSITIVE_INFINITY;
    // A full batch may have left some out.
    if (this.#due.length > 0 && chats.length === BATCH) this.#nextDueAt = 0;
    else this.#nextDueAt = Math.min(this.#nextDueAt, later);
  }

  #open(signal: AbortSignal): void {
    const chat = this.#due.shift();
    if (chat === undefined || this.#lanes.has(chat)) return;
    const lane = this.#work(chat, signal).finally(() => {
      this.#lanes.delete(chat);
      this.#bell.ring();
    });
    this.#lanes.set(chat, lane);
  }

  /** Works through a chat, as far as it is due and fair to the others. */
  async #work(chat: PeerId, signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#with;
    try {
      for (let share = 0; share < FAIR_SHARE; share++) {
        if (signal.aborted) return;
        if (!(await handleNext(this.#handler, chat, this.#with, signal))) break;
      }
      // What it left, or what came meanwhile, is found at the next look.
      this.#nextDueAt = 0;
    } catch (error) {
      if (isAbort(error, signal)) return;
      if (!isPassing(error)) {
        this.#lost = error;
        return;
      }
      logger.warn('what was decided could not be committed; trying again', { error });
      this.#nextDueAt = clock.now() + backoffMs(this.#failures++, BACKOFF);
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    const { clock } = this.#with;
    const full = this.#lanes.size >= LANES;
    if (!full && this.#due.length > 0) return;
    const until = full ? Number.POSITIVE_INFINITY : this.#nextDueAt;
    await this.#bell.waitUntil(clock, until, signal);
  }
}
