import type { ConnectionState } from '../core/messenger.js';
import type { PeerId } from '../core/peer.js';
import type { Push } from '../core/updates.js';
import { childController, isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';
import { Bell } from '../lib/bell.js';
import { type Burst, gather } from './burst.js';
import type { Figures } from './figures.js';
import type { SequenceId } from './held.js';
import type { LineId } from './lines.js';
import { BACKOFF, isLeaseLost, Recovery, type RecoveryDependencies } from './recovery.js';
import type { SentIds } from './sent-ids.js';

/** More than that is not held: it is asked for again. */
const MOST_HELD = 5_000;
/** After so long without a word it is asked whether there was none. */
const SILENCE_MS = 15 * 60_000;

/** What the pump stands on. */
export interface PumpDependencies extends Omit<RecoveryDependencies, 'onGone' | 'onEnd'> {
  readonly sentIds: SentIds;
  readonly messenger: {
    readonly connection: ConnectionState;
    onConnection(handler: (state: ConnectionState) => void): () => void;
  };
}

/** The loop: takes in what is pushed, a burst at a time, and sees that what was missed is caught up with. */
export class Pump {
  readonly #with: PumpDependencies;
  readonly #recovery: Recovery;
  readonly #bell = new Bell();
  /** Channels that are asked after each reconnect, whether Telegram names them or not. */
  readonly #watched = new Set<PeerId>();
  #failures = 0;
  #retryAt = 0;
  #turnAt = 0;
  /** When silence began. */
  #silentSince = 0;
  #lastHeardAt: number | undefined;
  /** How many updates the present transaction has. */
  #writing = 0;

  constructor(dependencies: PumpDependencies) {
    this.#with = dependencies;
    this.#recovery = new Recovery({
      ...dependencies,
      onGone: (channel, code) => this.#onGone(channel, code),
      onEnd: () => this.#bell.ring(),
    });
  }

  /** When anything was pushed last. */
  get lastHeardAt(): number | undefined {
    return this.#lastHeardAt;
  }

  /** How many updates were pushed and are not in the database yet. */
  get pending(): number {
    return this.#with.held.size + this.#writing;
  }

  /** Until the signal aborts. @throws PostaciError `LEASE_LOST` from the fence */
  async run(signal: AbortSignal): Promise<void> {
    const { source, messenger, lines, clock } = this.#with;
    const life = childController(signal);
    const stopHearing = source.onPush((push) => this.#onPush(push));
    const stopWatching = messenger.onConnection((state) => this.#onConnection(state));
    this.#silentSince = clock.now();
    lines.want('common', 'the start');
    try {
      await this.#loop(life.controller.signal);
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    } finally {
      stopHearing();
      stopWatching();
      life.controller.abort(new DOMException('hearing ends', 'AbortError'));
      await this.#recovery.settled();
      life.dispose();
    }
    this.#recovery.throwIfLost();
    await this.#flushLast();
  }

  /** From now on the channel is caught up with after each reconnect, and once right away. */
  watch(channel: PeerId): void {
    if (this.#watched.has(channel)) return;
    this.#watched.add(channel);
    this.#with.lines.want(channel, 'a place to speak');
    this.#bell.ring();
  }

  /** What was begun before a restart, or before the database was away, is gone on with. */
  resume({ channels }: Figures): void {
    for (const [channel, { behind, backfillTo }] of channels) {
      const begun = behind || backfillTo !== undefined;
      if (begun && !this.#with.lines.isUnderWay(channel)) {
        this.#with.lines.want(channel, 'it was behind');
      }
    }
  }

  async #loop(signal: AbortSignal): Promise<void> {
    const { clock, messenger, lines } = this.#with;
    while (!signal.aborted) {
      this.#recovery.throwIfLost();
      const now = this.#nextTurn();
      const more = now >= this.#retryAt && (await this.#flush(now));
      const online = messenger.connection === 'online';
      if (online) {
        if (now >= this.#silentSince + SILENCE_MS) {
          this.#silentSince = now;
          lines.want('common', 'a quarter of an hour of silence');
        }
        this.#recovery.startDue(now, signal);
      }
      if (more) continue;
      const moments = online ? [lines.nextAfter(now), this.#silentSince + SILENCE_MS] : [];
      if (this.#retryAt > now) moments.push(this.#retryAt);
      await this.#bell.waitUntil(clock, Math.min(Number.POSITIVE_INFINITY, ...moments), signal);
    }
  }

  /** When the clock was set back, what was to come soon still comes soon. */
  #nextTurn(): number {
    const now = this.#with.clock.now();
    const back = this.#turnAt - now;
    if (back > 0) {
      this.#with.lines.bringForward(back);
      this.#retryAt -= back;
      this.#silentSince -= back;
    }
    this.#turnAt = now;
    return now;
  }

  /** Commits what can be. @returns whether there is more */
  async #flush(now: number): Promise<boolean> {
    const { keeper, held, lines, logger, clock } = this.#with;
    let burst: Burst | undefined;
    try {
      await keeper.commit((figures) => {
        burst = gather(held, figures, lines, now);
        this.#writing = burst.size;
        const { events, changes } = burst;
        const nothing = events.length === 0 && !changes.common && !changes.channels?.size;
        return nothing ? undefined : burst;
      });
      this.#failures = 0;
      return burst?.more ?? false;
    } catch (error) {
      burst?.undo();
      if (isLeaseLost(error)) throw error;
      this.#retryAt = clock.now() + backoffMs(this.#failures, BACKOFF);
      this.#failures++;
      logger.warn('what was heard could not be written; trying again', { error });
      return false;
    } finally {
      this.#writing = 0;
    }
  }

  /** At the end: what came before it is written; what cannot be is brought by a difference later. */
  async #flushLast(): Promise<void> {
    this.#failures = 0;
    while (await this.#flush(this.#with.clock.now()));
    if (this.#failures > 0) this.#with.logger.warn('what was heard last could not be written');
  }

  #onPush(push: Push): void {
    const { clock, held, lines, sentIds } = this.#with;
    this.#lastHeardAt = this.#silentSince = clock.now();
    if (push.kind === 'too-long') this.#askAll(push.reason);
    else {
      for (const update of push.updates) {
        if (update.kind === 'sequenced') held.addUpdate(update);
        else if (update.kind === 'message-id') sentIds.note(update.randomId, update.messageId);
        else lines.want(update.channel, 'too much to push');
      }
      held.addPush(push);
      if (held.size > MOST_HELD) {
        for (const id of held.drop()) lines.want(lineOf(id), 'more was pushed than can be held');
      }
    }
    this.#bell.ring();
  }

  #onConnection(state: ConnectionState): void {
    if (state !== 'online') return;
    this.#silentSince = this.#with.clock.now();
    this.#with.lines.retryNow();
    this.#askAll('a new connection');
    this.#bell.ring();
  }

  #askAll(reason: string): void {
    this.#with.lines.want('common', reason);
    for (const channel of this.#watched) this.#with.lines.want(channel, reason);
  }

  #onGone(channel: PeerId, code: string): void {
    this.#watched.delete(channel);
    this.#with.logger.warn('the account is not in a chat any more', { channel, code });
  }
}

function lineOf(id: SequenceId): LineId {
  return typeof id === 'number' ? id : 'common';
}
