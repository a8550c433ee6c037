import type { Clock } from '../../src/core/clock.js';
import type { ConnectionState, HistoryMessage } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Push,
  Update,
  UpdateSource,
  Wait,
} from '../../src/core/updates.js';
import { drawInteger, type Random } from '../../src/lib/seeded-random.js';
import { type Box, ModelChats, messagesOf, updatesOf } from './model-chats.js';

/** How Telegram and the line misbehave. Chances are from 0 to 1. */
export interface ModelFaults {
  /** That a push never arrives, arrives twice, or arrives up to `latestMs` late. */
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  readonly latestMs: number;
  /** That a call fails, or is told to wait two seconds. */
  readonly failing: number;
  readonly waiting: number;
  /** Steps of a sequence that one part of a difference tells. */
  readonly partSize: number;
  /** More steps than that are too much for a difference. */
  readonly tooLong: number;
}

/** Nothing goes wrong. */
export const NO_FAULTS: ModelFaults = {
  lost: 0,
  doubled: 0,
  late: 0,
  latestMs: 2_000,
  failing: 0,
  waiting: 0,
  partSize: 50,
  tooLong: 1_000,
};

/** Calls take up to so long, in milliseconds. */
const LATENCY_MS = 200;
const DIALOGS_PAGE = 3;

/**
 * A small Telegram in memory that tells of updates by its documented rules, on any clock and from any seed.
 * It remembers everything that happened, so that a test can compare.
 */
export class ModelTelegram extends ModelChats implements UpdateSource {
  connection: ConnectionState = 'offline';
  faults: ModelFaults = NO_FAULTS;
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #hearers = new Set<(push: Push) => void>();
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #seq = 10;

  /** @param channels which of the peers are channels or supergroups */
  constructor(clock: Clock, random: Random, channels: readonly PeerId[]) {
    super(clock, channels);
    this.#clock = clock;
    this.#random = random;
  }

  /** How many listen. */
  get listeners(): number {
    return this.#hearers.size + this.#watchers.size;
  }

  turn(state: ConnectionState): void {
    this.connection = state;
    for (const handler of this.#watchers) handler(state);
  }

  /** Tells something, if the line is up, whatever the faults. */
  push(push: Push): void {
    if (this.connection !== 'online') return;
    for (const handler of this.#hearers) handler(push);
  }

  onPush(handler: (push: Push) => void): () => void {
    this.#hearers.add(handler);
    return () => this.#hearers.delete(handler);
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    this.#watchers.add(handler);
    return () => this.#watchers.delete(handler);
  }

  history(peer: PeerId, { limit }: { limit: number }, signal: AbortSignal) {
    return this.#call(`history ${peer}`, signal, (): readonly HistoryMessage[] =>
      (this.messages.get(peer) ?? [])
        .slice(-limit)
        .reverse()
        .map(({ messageId, at, own, text }) => ({ id: messageId, at, own, text })),
    );
  }

  state(signal: AbortSignal): Promise<CommonState | Wait> {
    return this.#call('state', signal, () => this.#waits() ?? this.#state());
  }

  difference(since: CommonState, signal: AbortSignal): Promise<Difference | Wait> {
    return this.#call(`difference ${since.pts}`, signal, () => {
      const wait = this.#waits();
      if (wait) return wait;
      const missed = this.#missed(this.common, since.pts);
      if (missed.tooLong) return { kind: 'too-long', pts: this.common.pts };
      const { told, final, pts } = missed;
      const state = final ? this.#state() : { ...since, pts };
      const updates = final ? [...updatesOf(told), ...this.#moved(since.date)] : updatesOf(told);
      return { kind: 'part', messages: messagesOf(told), updates, state, final };
    });
  }

  channelDifference(
    channel: PeerId,
    since: number,
    signal: AbortSignal,
  ): Promise<ChannelDifference | Wait> {
    return this.#call(`channelDifference ${channel} ${since}`, signal, () => {
      const wait = this.#waits();
      const box = this.channels.get(channel);
      if (wait) return wait;
      if (!box) return { kind: 'gone', code: 'CHANNEL_PRIVATE' };
      const missed = this.#missed(box, since);
      if (missed.tooLong) return { kind: 'too-long', pts: box.pts, topMessageId: box.nextId - 1 };
      const { told, final, pts } = missed;
      return { kind: 'part', messages: messagesOf(told), updates: updatesOf(told), pts, final };
    });
  }

  async *dialogs(signal: AbortSignal): AsyncGenerator<readonly Dialog[]> {
    const told = new Set<PeerId>();
    for (let offset = Number.POSITIVE_INFINITY; ; ) {
      const page = await this.#call('dialogs', signal, () =>
        this.listed()
          .filter(({ peer, at }) => at <= offset && !told.has(peer))
          .slice(0, DIALOGS_PAGE),
      );
      const last = page.at(-1);
      if (!last) return;
      for (const { peer } of page) told.add(peer);
      offset = last.at;
      yield page;
    }
  }

  messagesAfter(peer: PeerId, afterId: number, limit: number, signal: AbortSignal) {
    const most = Math.min(limit, this.faults.partSize);
    return this.#call(`messagesAfter ${peer} ${afterId}`, signal, () => {
      const later = (this.messages.get(peer) ?? []).filter(({ messageId }) => messageId > afterId);
      return this.#waits() ?? later.slice(0, most);
    });
  }

  /** On the way a push may be lost, doubled or late. Some have a number of their own. */
  protected send(updates: readonly Update[], at: number): void {
    const numbered = this.#random() < 0.3 && updates.every(isCommon);
    const seq = numbered ? ++this.#seq : 0;
    const push: Push = {
      kind: 'updates',
      seqStart: seq,
      seq,
      date: Math.floor(at / 1000),
      updates,
    };
    const { lost, doubled, late, latestMs } = this.faults;
    if (this.connection !== 'online' || this.#random() < lost) return;
    const times = this.#random() < doubled ? 2 : 1;
    for (let time = 0; time < times; time++) {
      if (this.#random() >= late) this.push(push);
      else {
        const arrivesAt = this.#clock.now() + drawInteger(this.#random, 1, latestMs);
        void this.#clock.sleepUntil(arrivesAt).then(() => this.push(push));
      }
    }
  }

  async #call<T>(name: string, signal: AbortSignal, answer: () => T): Promise<T> {
    this.calls.push(name);
    await this.#travel(signal);
    const result = answer();
    await this.#travel(signal);
    return result;
  }

  async #travel(signal: AbortSignal): Promise<void> {
    const ms = drawInteger(this.#random, 0, LATENCY_MS / 2);
    await this.#clock.sleepUntil(this.#clock.now() + ms, signal);
    if (this.connection !== 'online') throw new Error('the line is down');
    if (this.#random() < this.faults.failing / 2) throw new Error('the call failed');
  }

  #waits(): Wait | undefined {
    if (this.#random() >= this.faults.waiting) return undefined;
    return { kind: 'wait', code: 'FLOOD_WAIT_2', waitMs: 2_000 };
  }

  #state(): CommonState {
    const date = Math.floor(this.#clock.now() / 1000);
    return { pts: this.common.pts, qts: 0, seq: this.#seq, date };
  }

  #missed({ events, pts }: Box, since: number) {
    const missed = events.filter((event) => event.pts > since);
    if (missed.length > this.faults.tooLong) {
      for (const event of missed) event.swallowed = true;
      return { tooLong: true } as const;
    }
    const told = missed.slice(0, this.faults.partSize);
    const final = told.length === missed.length;
    return { tooLong: false, told, final, pts: told.at(-1)?.pts ?? pts } as const;
  }

  #moved(date: number): Update[] {
    return [...this.channels].flatMap(([channel, { events }]) =>
      (events.at(-1)?.at ?? 0) >= date * 1000 ? { kind: 'channel-too-long', channel } : [],
    );
  }
}

function isCommon(update: Update): boolean {
  return update.kind === 'sequenced' && update.sequence.of === 'pts';
}
