import type { Clock } from '../../src/core/clock.js';
import type { Incoming, IncomingMessage } from '../../src/core/incoming.js';
import type { ConnectionState, HistoryMessage } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Push,
  Sequence,
  Update,
  UpdateSource,
  Wait,
} from '../../src/core/updates.js';
import { drawInteger, type Random } from '../../src/lib/seeded-random.js';

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

/** One step of a sequence, as it happened. */
export interface ModelEvent {
  readonly sequence: Sequence;
  readonly pts: number;
  readonly count: number;
  readonly at: number;
  readonly incoming?: Incoming;
  /** A difference said "too long" over it: what is no message may never be told. */
  swallowed: boolean;
}

interface Box {
  readonly sequence: Sequence;
  readonly events: ModelEvent[];
  pts: number;
  nextId: number;
}

/** Calls take up to so long, in milliseconds. */
const LATENCY_MS = 200;
const DIALOGS_PAGE = 3;

/**
 * A small Telegram in memory that tells of updates by its documented rules, on any clock and from any seed:
 * one common box for people and basic groups, one for each channel. It remembers everything that happened,
 * so that a test can compare.
 */
export class ModelTelegram implements UpdateSource {
  connection: ConnectionState = 'offline';
  faults: ModelFaults = NO_FAULTS;
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #common: Box = { sequence: { of: 'pts' }, events: [], pts: 100, nextId: 1 };
  readonly #channels = new Map<PeerId, Box>();
  readonly #messages = new Map<PeerId, IncomingMessage[]>();
  readonly #hearers = new Set<(push: Push) => void>();
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #seq = 10;

  /** @param channels which of the peers are channels or supergroups */
  constructor(clock: Clock, random: Random, channels: readonly PeerId[]) {
    this.#clock = clock;
    this.#random = random;
    for (const channel of channels) {
      const sequence: Sequence = { of: 'channel', channel };
      this.#channels.set(channel, { sequence, events: [], pts: 500, nextId: 1 });
    }
  }

  /** All that happened, sequence by sequence. */
  get events(): readonly ModelEvent[] {
    return [this.#common, ...this.#channels.values()].flatMap(({ events }) => events);
  }

  /** Where the sequence that a chat belongs to stands. */
  ptsOf(peer: PeerId): number {
    return this.#boxOf(peer).pts;
  }

  /** How many listen. */
  get listeners(): number {
    return this.#hearers.size + this.#watchers.size;
  }

  turn(state: ConnectionState): void {
    this.connection = state;
    for (const handler of this.#watchers) handler(state);
  }

  /** Somebody speaks. @returns the message */
  say(peer: PeerId, facts: Partial<IncomingMessage> = {}, updates: Update[] = []): IncomingMessage {
    const box = this.#boxOf(peer);
    const messageId = box.nextId++;
    const at = Math.floor(this.#clock.now() / 1000) * 1000;
    const text = `message ${messageId} of ${peer}`;
    const message = { kind: 'message', peer, messageId, at, own: false, text, ...facts } as const;
    const told = this.#messages.get(peer);
    if (told) told.push(message);
    else this.#messages.set(peer, [message]);
    this.#happen(box, 1, message, updates);
    return message;
  }

  /** The chat's newest message says something else. */
  edit(peer: PeerId): void {
    const last = this.#messages.get(peer)?.at(-1);
    if (!last) return;
    const edit = { ...last, kind: 'edit', editedAt: this.#clock.now() } as const;
    this.#happen(this.#boxOf(peer), 1, edit);
  }

  /** The chat's two newest messages are said to be gone. */
  remove(peer: PeerId): void {
    const messageIds = (this.#messages.get(peer) ?? []).slice(-2).map(({ messageId }) => messageId);
    if (messageIds.length === 0) return;
    const named = this.#channels.has(peer) ? { peer } : {};
    const deletion = { kind: 'deletion', messageIds, ...named } as const;
    this.#happen(this.#boxOf(peer), messageIds.length, deletion);
  }

  /** Something that nobody listens for, like a chat that was read on another device. */
  stir(peer: PeerId): void {
    this.#happen(this.#boxOf(peer), 1);
  }

  /** Tells something whatever the faults. */
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
      (this.#messages.get(peer) ?? [])
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
      const missed = this.#missed(this.#common, since.pts);
      if (missed.tooLong) return { kind: 'too-long', pts: this.#common.pts };
      const { told, final, pts } = missed;
      const state = final ? this.#state() : { ...since, pts };
      const updates = final ? [...updatesOf(told), ...this.#moved(since.date)] : updatesOf(told);
      return { kind: 'part', messages: messagesOf(told), updates, state, final };
    });
  }

  channelDifference(
    channel: PeerId,
    pts: number,
    signal: AbortSignal,
  ): Promise<ChannelDifference | Wait> {
    return this.#call(`channelDifference ${channel} ${pts}`, signal, () => {
      const wait = this.#waits();
      const box = this.#channels.get(channel);
      if (wait) return wait;
      if (!box) return { kind: 'gone', code: 'CHANNEL_PRIVATE' };
      const missed = this.#missed(box, pts);
      if (missed.tooLong) {
        return { kind: 'too-long', pts: box.pts, topMessageId: box.nextId - 1 };
      }
      const { told, final } = missed;
      const updates = updatesOf(told);
      return { kind: 'part', messages: messagesOf(told), updates, pts: missed.pts, final };
    });
  }

  async *dialogs(signal: AbortSignal): AsyncGenerator<readonly Dialog[]> {
    const listed = new Set<PeerId>();
    for (let offset = Number.POSITIVE_INFINITY; ; ) {
      const page = await this.#call('dialogs', signal, () =>
        this.#dialogs()
          .filter(({ peer, at }) => at <= offset && !listed.has(peer))
          .slice(0, DIALOGS_PAGE),
      );
      const last = page.at(-1);
      if (!last) return;
      for (const { peer } of page) listed.add(peer);
      offset = last.at;
      yield page;
    }
  }

  messagesAfter(peer: PeerId, afterId: number, limit: number, signal: AbortSignal) {
    const most = Math.min(limit, this.faults.partSize);
    return this.#call(`messagesAfter ${peer} ${afterId}`, signal, () => {
      const messages = this.#messages.get(peer) ?? [];
      return (
        this.#waits() ?? messages.filter(({ messageId }) => messageId > afterId).slice(0, most)
      );
    });
  }

  /** The account is not in the channel any more. */
  leave(channel: PeerId): void {
    this.#channels.delete(channel);
  }

  #boxOf(peer: PeerId): Box {
    return this.#channels.get(peer) ?? this.#common;
  }

  #happen(box: Box, count: number, incoming?: Incoming, also: readonly Update[] = []): void {
    box.pts += count;
    const { sequence, pts } = box;
    const at = this.#clock.now();
    box.events.push({ sequence, pts, count, at, swallowed: false, ...(incoming && { incoming }) });
    const seq = sequence.of === 'pts' && this.#random() < 0.3 ? ++this.#seq : 0;
    const update: Update = {
      kind: 'sequenced',
      sequence,
      pts,
      count,
      ...(incoming && { incoming }),
    };
    const date = Math.floor(at / 1000);
    this.#send({ kind: 'updates', seqStart: seq, seq, date, updates: [...also, update] });
  }

  /** On the way a push may be lost, doubled or late. */
  #send(push: Push): void {
    const { lost, doubled, late, latestMs } = this.faults;
    if (this.connection !== 'online' || this.#random() < lost) return;
    const times = this.#random() < doubled ? 2 : 1;
    for (let time = 0; time < times; time++) {
      if (this.#random() >= late) this.push(push);
      else {
        const at = this.#clock.now() + drawInteger(this.#random, 1, latestMs);
        void this.#clock.sleepUntil(at).then(() => this.push(push));
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
    return { pts: this.#common.pts, qts: 0, seq: this.#seq, date };
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
    return [...this.#channels].flatMap(([channel, { events }]) =>
      (events.at(-1)?.at ?? 0) >= date * 1000 ? { kind: 'channel-too-long', channel } : [],
    );
  }

  #dialogs(): Dialog[] {
    const dialogs = [...this.#messages].flatMap(([peer, messages]): Dialog[] => {
      const last = messages.at(-1);
      const channel = this.#channels.get(peer);
      if (!last) return [];
      const { messageId: topMessageId, at } = last;
      return [{ peer, topMessageId, at, ...(channel && { pts: channel.pts }) }];
    });
    return dialogs.sort((a, b) => b.at - a.at);
  }
}

function messagesOf(events: readonly ModelEvent[]): IncomingMessage[] {
  return events.flatMap(({ incoming }) => (incoming?.kind === 'message' ? [incoming] : []));
}

function updatesOf(events: readonly ModelEvent[]): Update[] {
  return events
    .filter(({ incoming }) => incoming?.kind !== 'message')
    .map(({ at: _, swallowed: __, ...step }) => ({ kind: 'sequenced', ...step }));
}
