import type { Clock } from '../core/clock.js';
import { PostaciError } from '../core/errors.js';
import type { EventBus } from '../core/events.js';
import type { ConnectionState } from '../core/messenger.js';
import type { PeerId } from '../core/peer.js';
import type { Push } from '../core/updates.js';
import { childController, isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';
import { Bell } from '../lib/bell.js';
import { type Burst, gather } from './burst.js';
import { type Caught, catchUpCommon } from './catch-up.js';
import { type ChannelCatchUpDependencies, catchUpChannel } from './channels.js';
import type { Figures } from './figures.js';
import type { SequenceId } from './held.js';
import { learn } from './learn.js';
import type { LineId } from './lines.js';
import type { SentIds } from './sent-ids.js';

/** More than that is not held: it is asked for again. */
const MOST_HELD = 5_000;
/** After so long without a word it is asked whether there was none. */
const SILENCE_MS = 15 * 60_000;
/** How many lines are caught up with at once, beside the common one: one that waits must not hold up others. */
const MOST_AT_A_TIME = 3;
const BACKOFF = { firstMs: 1_000, longestMs: 60_000 };

/** What the pump stands on. */
export interface PumpDependencies extends Omit<ChannelCatchUpDependencies, 'onGone'> {
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  readonly sentIds: SentIds;
  readonly messenger: {
    readonly connection: ConnectionState;
    onConnection(handler: (state: ConnectionState) => void): () => void;
  };
}

/** The loop: takes in what is pushed, a burst at a time, and catches up with what was missed. */
export class Pump {
  readonly #with: PumpDependencies;
  readonly #bell = new Bell();
  readonly #tasks = new Set<Promise<void>>();
  readonly #refreshed = new Set<PeerId>();
  #fatal: unknown;
  #failures = 0;
  #retryAt = 0;
  #aliveAt = 0;
  #lastHeardAt: number | undefined;

  constructor(dependencies: PumpDependencies) {
    this.#with = dependencies;
  }

  get lastHeardAt(): number | undefined {
    return this.#lastHeardAt;
  }

  /** Until the signal aborts. @throws PostaciError `LEASE_LOST` from the fence */
  async run(signal: AbortSignal): Promise<void> {
    const { source, messenger, lines, clock } = this.#with;
    const life = childController(signal);
    const stopHearing = source.onPush((push) => this.#onPush(push));
    const stopWatching = messenger.onConnection((state) => this.#onConnection(state));
    this.#aliveAt = clock.now();
    lines.want('common', 'the start');
    try {
      await this.#loop(life.controller.signal);
    } catch (error) {
      this.#fatal = isAbort(error, signal) ? this.#fatal : error;
    } finally {
      stopHearing();
      stopWatching();
      life.controller.abort(new DOMException('hearing ends', 'AbortError'));
      await Promise.all(this.#tasks);
      life.dispose();
    }
    if (this.#fatal) throw this.#fatal;
    await this.#flushLast();
  }

  /** From now on the channel is caught up with after each reconnect, and once right away. */
  watch(channel: PeerId): void {
    if (this.#refreshed.has(channel)) return;
    this.#refreshed.add(channel);
    this.#askChannel(channel, 'a place to speak');
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
      if (this.#fatal) throw this.#fatal;
      const now = clock.now();
      const online = messenger.connection === 'online';
      if (online && now >= this.#aliveAt + SILENCE_MS) {
        this.#aliveAt = now;
        lines.want('common', 'a quarter of an hour of silence');
      }
      const more = now >= this.#retryAt && (await this.#flush(now));
      if (online) this.#startDue(now, signal);
      if (more) continue;
      const asksAt = online ? Math.min(lines.nextAfter(now), this.#aliveAt + SILENCE_MS) : Infinity;
      const retryAt = this.#retryAt > now ? this.#retryAt : Infinity;
      await this.#bell.waitUntil(clock, Math.min(asksAt, retryAt), signal);
    }
  }

  /** Commits what can be. @returns whether there is more */
  async #flush(now: number): Promise<boolean> {
    const { keeper, held, lines, logger } = this.#with;
    let burst: Burst | undefined;
    try {
      await keeper.commit((figures) => {
        burst = gather(held, figures, lines, now);
        const { events, changes } = burst;
        const nothing = events.length === 0 && !changes.common && !changes.channels?.size;
        return nothing ? undefined : burst;
      });
      this.#failures = 0;
      return burst?.more ?? false;
    } catch (error) {
      burst?.undo();
      if (isLost(error)) throw error;
      this.#retryAt = this.#with.clock.now() + backoffMs(this.#failures, BACKOFF);
      this.#failures++;
      logger.warn('what was heard could not be written; trying again', { error });
      return false;
    }
  }

  /** At the end: whatever came before it is written, or told to be missing; a difference will bring it. */
  async #flushLast(): Promise<void> {
    this.#failures = 0;
    while (await this.#flush(this.#with.clock.now()));
    if (this.#failures > 0) this.#with.logger.warn('what was heard last could not be written');
  }

  #onPush(push: Push): void {
    const { clock, held, lines, sentIds } = this.#with;
    this.#lastHeardAt = this.#aliveAt = clock.now();
    if (push.kind === 'too-long') this.#askAll(push.reason);
    else {
      for (const update of push.updates) {
        if (update.kind === 'sequenced') held.addUpdate(update);
        else if (update.kind === 'message-id') sentIds.note(update.randomId, update.messageId);
        else this.#askChannel(update.channel, 'too much to push');
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
    this.#aliveAt = this.#with.clock.now();
    this.#with.lines.retryNow();
    this.#askAll('a new connection');
    this.#bell.ring();
  }

  #askAll(reason: string): void {
    this.#with.lines.want('common', reason);
    for (const channel of this.#refreshed) this.#askChannel(channel, reason);
  }

  #askChannel(channel: PeerId, reason: string): void {
    this.#with.lines.want(channel, reason);
  }

  #startDue(now: number, signal: AbortSignal): void {
    const { figures } = this.#with.keeper;
    if (!figures) return;
    for (const id of this.#with.lines.due(now)) {
      if (id !== 'common' && this.#tasks.size >= MOST_AT_A_TIME) continue;
      // First it is written down that it is behind, so that a crash does not forget it.
      if (typeof id === 'number' && figures.channels.get(id)?.behind === false) continue;
      const task = this.#catchUp(id, signal).finally(() => {
        this.#tasks.delete(task);
        this.#bell.ring();
      });
      this.#tasks.add(task);
    }
  }

  /** Never rejects. */
  async #catchUp(id: LineId, signal: AbortSignal): Promise<void> {
    const { lines, held, clock, logger } = this.#with;
    const { reason, news } = lines.begin(id, held.arrivals);
    if (news) this.#tell(id, 'started', reason);
    try {
      const caught = await this.#perform(id, signal);
      if (caught !== 'done') lines.rest(id, clock.now() + caught.waitMs);
      else if (lines.done(id)) this.#tell(id, 'done', reason);
      if (id === 'common') this.#aliveAt = clock.now();
    } catch (error) {
      lines.failed(id, (failures) => clock.now() + backoffMs(failures, BACKOFF));
      if (isLost(error)) this.#fatal = error;
      else if (!signal.aborted) {
        logger.warn('what was missed could not be made up for; trying again', { line: id, error });
      }
    }
  }

  #perform(id: LineId, signal: AbortSignal): Promise<Caught> {
    if (id === 'common') return catchUpCommon(this.#with, signal);
    if (id === 'dialogs') return learn(this.#with, signal);
    const onGone = (channel: PeerId, code: string) => {
      this.#refreshed.delete(channel);
      this.#with.logger.warn('the account is not in a chat any more', { channel, code });
    };
    return catchUpChannel({ ...this.#with, onGone }, id, signal);
  }

  #tell(id: LineId, state: 'started' | 'done', reason: string): void {
    if (id === 'dialogs') return;
    const { events, clock } = this.#with;
    const channel = id === 'common' ? {} : { channel: id };
    events.publish({ type: 'catching-up', at: clock.now(), ...channel, reason, state });
  }
}

function isLost(error: unknown): boolean {
  return error instanceof PostaciError && error.code === 'LEASE_LOST';
}

function lineOf(id: SequenceId): LineId {
  return typeof id === 'number' ? id : 'common';
}
