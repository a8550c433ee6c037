import { Api } from 'telegram/tl/index.js';
import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../core/logger.js';
import type { ConnectionState } from '../../../core/messenger.js';
import { endsSession } from '../account-errors.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { by } from './deadline.js';
import type { Link } from './link.js';
import { nextAttemptAt, pauseBetween, throwUnlessTransient } from './reconnecting.js';
import type { Timings } from './timings.js';

export interface SupervisorOptions {
  /** Opens a link and proves with it that the account is logged in. */
  readonly open: (signal: AbortSignal) => Promise<Link>;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly logger: Logger;
  readonly onState: (state: ConnectionState) => void;
}

/**
 * Keeps one link to Telegram up. A link is never trusted because it says that it is connected: after
 * some silence, and after each unanswered call, it has to answer a ping in time, or it is ended and
 * another one opened.
 *
 * `connecting` (first attempts) → `online` ⇄ `offline` (attempts with growing pauses) → `stopped`, by
 * `stop` or because Telegram has ended the session.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #stopped = new AbortController();
  #link: Link | undefined;
  #running: Promise<void> = Promise.resolve();
  #fatal: TelegramError | undefined;
  #proving: Promise<void> | undefined;
  readonly #onlineWaiters = new Set<(link: Link) => void>();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /**
   * Brings the first link up, within the deadline for opening; keeps it up from then on.
   * @throws NoAnswer when Telegram cannot be reached; TelegramError when it has ended the session
   */
  async start(signal: AbortSignal): Promise<void> {
    const { clock, timings, onState } = this.#options;
    onState('connecting');
    const until = clock.now() + timings.openDeadlineMs;
    try {
      const both = AbortSignal.any([signal, this.#stopped.signal]);
      const link = await this.#open(both, until);
      this.#running = this.#keep(link);
    } catch (error) {
      await this.stop();
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Leaves nothing running. */
  async stop(): Promise<void> {
    this.#stopped.abort(new NoAnswer('OFFLINE'));
    this.#link?.end('DISCONNECTED');
    await this.#running;
    this.#options.onState('stopped');
  }

  /** Telegram's word that the session is over. */
  get ended(): TelegramError | undefined {
    return this.#fatal;
  }

  /** How far the server's clock is ahead, in milliseconds. */
  get serverOffsetMs(): number {
    return this.#link?.serverOffsetMs ?? 0;
  }

  /**
   * Calls Telegram, waiting for a link if there is none just now; ends by the deadline.
   * @throws TelegramError; NoAnswer (`OFFLINE` only when the call never left); the signal's reason
   */
  async invoke<R extends Api.AnyRequest>(
    request: R,
    signal: AbortSignal,
    deadlineMs = this.#options.timings.callDeadlineMs,
  ): Promise<R['__response']> {
    signal.throwIfAborted();
    const { clock } = this.#options;
    const until = clock.now() + deadlineMs;
    const link = await this.#online(until, signal);
    try {
      return await by(until, link.invoke(request), clock, signal);
    } catch (error) {
      if (error instanceof TelegramError && endsSession(error)) this.#end(error);
      if (error instanceof NoAnswer && error.code === 'DEADLINE') void this.#prove(link);
      throw error;
    }
  }

  async #online(until: number, signal: AbortSignal): Promise<Link> {
    if (this.#fatal) throw this.#fatal;
    if (this.#stopped.signal.aborted) throw new NoAnswer('OFFLINE');
    if (this.#link && !this.#link.ended.aborted) return this.#link;
    const both = AbortSignal.any([signal, this.#stopped.signal]);
    let wake: ((link: Link) => void) | undefined;
    const up = new Promise<Link>((resolve) => {
      wake = resolve;
      this.#onlineWaiters.add(resolve);
    });
    try {
      return await by(until, up, this.#options.clock, both);
    } catch (error) {
      if (this.#fatal) throw this.#fatal;
      throw error instanceof NoAnswer ? new NoAnswer('OFFLINE') : error;
    } finally {
      if (wake) this.#onlineWaiters.delete(wake);
    }
  }

  /** One link after the other, until stopped. */
  async #keep(first: Link): Promise<void> {
    const { clock, timings, logger, onState } = this.#options;
    const { signal } = this.#stopped;
    let link = first;
    let shortLived = 0;
    try {
      for (;;) {
        const since = clock.now();
        this.#becomeOnline(link);
        await this.#watch(link);
        shortLived = clock.now() - since < timings.steadyMs ? shortLived + 1 : 0;
        this.#link = undefined;
        signal.throwIfAborted();
        logger.warn('the connection to Telegram was lost', { reason: String(link.ended.reason) });
        onState('offline');
        await clock.sleepUntil(clock.now() + pauseBetween(shortLived, timings), signal);
        link = await this.#open(signal, Number.POSITIVE_INFINITY);
      }
    } catch (error) {
      this.#link = undefined;
      if (signal.aborted) return;
      if (error instanceof TelegramError) this.#end(error);
      else throw error;
    }
  }

  #becomeOnline(link: Link): void {
    this.#link = link;
    this.#options.onState('online');
    for (const wake of this.#onlineWaiters) wake(link);
    this.#onlineWaiters.clear();
  }

  /** Resolves when the link has ended. */
  async #watch(link: Link): Promise<void> {
    const { clock, timings } = this.#options;
    let refreshAt = clock.now() + timings.refreshMs;
    while (!link.ended.aborted) {
      try {
        await clock.sleepUntil(link.heardAt + timings.silenceMs, link.ended);
      } catch {
        return;
      }
      if (clock.now() >= refreshAt) {
        refreshAt = clock.now() + timings.refreshMs;
        await this.#refresh(link);
      } else if (clock.now() >= link.heardAt + timings.silenceMs) {
        await this.#prove(link);
      }
    }
  }

  /** A round trip in time, or the link is ended. */
  async #prove(link: Link): Promise<void> {
    this.#proving ??= this.#roundTrip(link, link.ping()).finally(() => {
      this.#proving = undefined;
    });
    await this.#proving;
  }

  /** Asks for something, so that Telegram keeps pushing updates; and hears of a session that was ended. */
  async #refresh(link: Link): Promise<void> {
    await this.#roundTrip(link, link.invoke(new Api.updates.GetState()));
  }

  async #roundTrip(link: Link, trip: Promise<unknown>): Promise<void> {
    const { clock, timings } = this.#options;
    try {
      await by(clock.now() + timings.pingDeadlineMs, trip, clock);
    } catch (error) {
      if (error instanceof TelegramError && endsSession(error)) this.#end(error);
      else if (error instanceof NoAnswer) link.end('DISCONNECTED', error);
    }
  }

  /** Attempts until one succeeds, with growing pauses. */
  async #open(signal: AbortSignal, until: number): Promise<Link> {
    const { clock, timings, logger } = this.#options;
    let forgotten = 0;
    for (let attempt = 0; ; attempt++) {
      const beganAt = clock.now();
      try {
        return await this.#attempt(signal, until);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof NoAnswer && error.code === 'KEY_FORGOTTEN') forgotten++;
        throwUnlessTransient(error, forgotten);
        const failed = { error, attempt, beganAt, failedAt: clock.now() };
        const nextAt = nextAttemptAt(failed, timings);
        if (nextAt >= until) throw error;
        logger.debug('connecting to Telegram failed', { attempt, error: String(error) });
        await clock.sleepUntil(nextAt, signal);
      }
    }
  }

  async #attempt(signal: AbortSignal, until: number): Promise<Link> {
    const { clock, timings, open } = this.#options;
    const deadline = new AbortController();
    const both = AbortSignal.any([signal, deadline.signal]);
    const latest = Math.min(until, clock.now() + timings.reopenDeadlineMs);
    try {
      return await by(latest, open(both), clock, signal);
    } finally {
      // An attempt that is too late is called off; one that succeeded no longer listens.
      deadline.abort(new NoAnswer('DEADLINE'));
    }
  }

  #end(error: TelegramError): void {
    if (this.#fatal) return;
    this.#fatal = error;
    this.#options.logger.error('Telegram has ended the session', { error: error.text });
    this.#stopped.abort(error);
    this.#link?.end('DISCONNECTED', error);
    this.#options.onState('stopped');
  }
}
