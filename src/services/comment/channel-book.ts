import type { Clock } from '../../core/clock.js';
import type { CommentChannel } from '../../core/comment-settings.js';
import type { Logger } from '../../core/logger.js';
import type { Peer, PeerId } from '../../core/peer.js';
import type { TargetProblem, TargetReport } from '../../core/target-report.js';
import { backoffMs } from '../../lib/backoff.js';
import { Bell } from '../../lib/bell.js';
import type { Random } from '../../lib/seeded-random.js';
import type { RememberedChannel } from './channel-rows.js';
import { type ChannelInspection, type ChannelSource, inspectChannel } from './preflight.js';

const RETRY = { firstMs: 30_000, longestMs: 3_600_000 };
/** Groups, rights and titles change: a channel is looked at again after this. */
const LOOK_AGAIN_MS = 6 * 3_600_000;
/** Between two channels, so that twenty of them are no burst of calls. */
const PACE_MS = 1_000;
/** Problems that say nothing about the channel itself: what was known of it before stands. */
const PASSING = new Set(['WAIT', 'UNREACHABLE']);

/** A channel in which the account may comment. */
export interface ReadyChannel {
  readonly channel: CommentChannel;
  readonly peer: Peer;
  /** Where its posts are discussed. */
  readonly group: Peer;
  /** Its posts are told; else they have to be looked for. */
  readonly member: boolean;
}

/** What was found out about one configured channel; without a report: nothing yet. */
export interface ChannelStanding {
  readonly channel: CommentChannel;
  readonly report?: TargetReport;
  /** Where its posts are discussed, once known. */
  readonly group?: PeerId;
}

/** What the channel book stands on. */
export interface ChannelBookDependencies {
  readonly source: ChannelSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
  /** Called with each look at a channel in which the account may comment, before it becomes ready. */
  readonly onFound: (group: Peer, slowModeSeconds: number) => Promise<void>;
  /** A channel became ready, is it no longer, or could not be found. */
  readonly onChange: () => void;
}

interface Entry {
  readonly channel: CommentChannel;
  lookAt: number;
  failures: number;
  /** Undefined: not looked at yet. */
  report?: TargetReport;
  /** What is known of it from the last look, or from an earlier start. */
  id?: PeerId;
  group?: PeerId;
  ready?: ReadyChannel;
}

/** The allowlisted channels and what is known of them. Looks them up, one by one; never joins. */
export class ChannelBook {
  readonly #with: ChannelBookDependencies;
  readonly #changed = new Bell();
  #entries: Entry[] = [];

  constructor(dependencies: ChannelBookDependencies) {
    this.#with = dependencies;
  }

  /** Replaces the channels; those that were there before keep what is known of them. */
  set(
    channels: readonly CommentChannel[],
    remembered: ReadonlyMap<string, RememberedChannel>,
  ): void {
    const known = new Map(this.#entries.map((entry) => [entry.channel.written, entry]));
    this.#entries = channels.map((channel) => {
      const entry = known.get(channel.written);
      if (!entry) {
        const { id, group } = remembered.get(channel.written) ?? {};
        const found = { ...(id !== undefined && { id }), ...(group !== undefined && { group }) };
        return { channel, lookAt: this.#with.clock.now(), failures: 0, ...found };
      }
      const { ready, ...rest } = entry;
      return { ...rest, channel, ...(ready && { ready: { ...ready, channel } }) };
    });
    this.#changed.ring();
  }

  /** Those in which the account may comment, in the order of the settings; a channel that is listed twice once. */
  ready(): readonly ReadyChannel[] {
    const byId = new Map<PeerId, ReadyChannel>();
    for (const { ready } of this.#entries) {
      if (ready && !byId.has(ready.peer.id)) byId.set(ready.peer.id, ready);
    }
    return [...byId.values()];
  }

  /** Is it one of the configured channels, as far as they are found or remembered? */
  has(channel: PeerId): boolean {
    return this.#entries.some(({ id }) => id === channel);
  }

  /** Was a channel taken out of the settings? False while one of them is not found yet: it may be that one. */
  isRemoved(channel: PeerId): boolean {
    return this.#entries.every(({ id, report }) => {
      if (id !== undefined) return id !== channel;
      const failure = report?.problems.find(isError);
      return failure !== undefined && !PASSING.has(failure.code);
    });
  }

  /** What was found out about every configured channel; without a report: nothing yet. */
  reports(): readonly ChannelStanding[] {
    return this.#entries.map(({ channel, report, group }) => ({
      channel,
      ...(report && { report }),
      ...(group !== undefined && { group }),
    }));
  }

  /** Why the account may not comment in a channel now; undefined: nobody knows yet. */
  problemOf(channel: PeerId): TargetProblem | undefined {
    return this.#entries.find(({ id }) => id === channel)?.report?.problems.find(isError);
  }

  /**
   * The groups of the channels, as far as they are found or remembered. Undefined until every channel that
   * nothing is remembered of has been looked at once.
   * @param listed the channels that count: those of the settings as they are now
   */
  groups(listed: readonly CommentChannel[]): ReadonlySet<PeerId> | undefined {
    const ids = new Set<PeerId>();
    const counted = new Set(listed.map(({ written }) => written));
    for (const { channel, group, report } of this.#entries) {
      if (!counted.has(channel.written)) continue;
      if (group === undefined && !report) return undefined;
      if (group !== undefined) ids.add(group);
    }
    return ids;
  }

  /** Something is not as it was: looks at a channel soon. */
  lookAgain(channel: PeerId): void {
    const entry = this.#entries.find(({ id }) => id === channel);
    if (entry) entry.lookAt = this.#with.clock.now();
    this.#changed.ring();
  }

  /** Telegram is there again: what could not be reached is looked at now. */
  retryUnreachable(): void {
    for (const entry of this.#entries) {
      const failed = entry.report?.problems.some(({ code }) => code === 'UNREACHABLE');
      if (!entry.ready && failed) entry.lookAt = this.#with.clock.now();
    }
    this.#changed.ring();
  }

  /** Looks channels up until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#with;
    while (!signal.aborted) {
      const next = this.#next();
      if (!next || next.lookAt > clock.now()) {
        await this.#changed.waitUntil(clock, next?.lookAt ?? Number.POSITIVE_INFINITY, signal);
        continue;
      }
      await this.#look(next, signal);
      await clock.sleepUntil(clock.now() + PACE_MS, signal);
    }
  }

  #next(): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries) if (!next || entry.lookAt < next.lookAt) next = entry;
    return next;
  }

  async #look({ channel }: Entry, signal: AbortSignal): Promise<void> {
    const { source, clock, random, onFound } = this.#with;
    const inspection = await inspectChannel(source, channel, signal);
    const { report, access, waitMs } = inspection;
    if (report.reachable && access?.group) await onFound(access.group, access.slowModeSeconds);
    // The settings may have changed meanwhile: what was learned belongs to the entry that stands for it now.
    const entry = this.#entries.find((one) => one.channel.written === channel.written);
    if (!entry) return;
    const retryMs = waitMs ?? backoffMs(entry.failures, RETRY, random);
    entry.lookAt = clock.now() + (report.reachable ? LOOK_AGAIN_MS : retryMs);
    entry.failures = report.reachable ? 0 : entry.failures + 1;
    this.#learn(entry, inspection);
  }

  #learn(entry: Entry, { report, access }: ChannelInspection): void {
    const { channel } = entry;
    const failure = report.problems.find(isError);
    if (entry.ready && failure && PASSING.has(failure.code)) return;
    const before = entry.report?.problems.find(isError);
    const isNews = failure ? before?.code !== failure.code : !entry.ready;
    entry.report = report;
    if (report.peer) entry.id = report.peer.id;
    if (access?.group) entry.group = access.group.id;
    delete entry.ready;
    if (!failure && access?.group) {
      const { channel: peer, group, member } = access;
      entry.ready = { channel, peer, group, member };
      if (isNews) this.#with.logger.info(`commenting in ${peer.title}`, { channel: peer.id });
    }
    if (!isNews) return;
    for (const { code, problem, remedy } of report.problems) {
      this.#with.logger.warn(`${channel.written}: ${problem}. ${remedy}`, { code });
    }
    this.#with.onChange();
  }
}

function isError({ level }: TargetProblem): boolean {
  return level === 'error';
}
