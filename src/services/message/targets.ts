import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../core/logger.js';
import type { ChatAccess, Messenger } from '../../core/messenger.js';
import type { Peer, PeerId } from '../../core/peer.js';
import type { MessageTarget } from '../../core/settings.js';
import type { TargetProblem, TargetReport } from '../../core/target-report.js';
import { isAbort } from '../../lib/abort.js';
import { backoffMs } from '../../lib/backoff.js';
import { Bell } from '../../lib/bell.js';
import type { Random } from '../../lib/seeded-random.js';
import { inspectTarget, markDuplicates } from './preflight.js';
import { targetKey } from './rules.js';

const RETRY = { firstMs: 30_000, longestMs: 3_600_000 };
/** Rights, slow mode and titles change: a target is looked at again after this. */
const LOOK_AGAIN_MS = 6 * 3_600_000;
/** Between two targets, so that fifty of them are no burst of calls. */
const PACE_MS = 250;
/** Problems that say nothing about the target itself: what was known of it before stands. */
const PASSING = new Set(['WAIT', 'UNREACHABLE']);

/** A target that was found and may be posted to. */
export interface ReadyTarget {
  readonly target: MessageTarget;
  readonly peer: Peer;
  /** See `targetKey`. */
  readonly key: string;
}

/** What the target book stands on. */
export interface TargetBookDependencies {
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
  /** Called with each target that may be posted to, before it becomes ready; a failure is tried again. */
  readonly onFound: (peer: Peer, access: ChatAccess, signal: AbortSignal) => Promise<void>;
  /** A target became ready, is it no longer, or could not be found. */
  readonly onChange: () => void;
}

/**
 * One configured target: `waiting` (looked at when `lookAt` has come) → `ready` (looked at again now and
 * then) → `waiting`, when something stands in the way by then.
 */
interface Entry {
  readonly target: MessageTarget;
  lookAt: number;
  failures: number;
  report: TargetReport;
  ready?: ReadyTarget;
}

/** The configured targets and what is known of them. Looks them up, one by one; never joins. */
export class TargetBook {
  readonly #with: TargetBookDependencies;
  readonly #changed = new Bell();
  #entries: Entry[] = [];

  constructor(dependencies: TargetBookDependencies) {
    this.#with = dependencies;
  }

  /** Replaces the configured targets; those that were there before keep what is known of them. */
  set(targets: readonly MessageTarget[]): void {
    const known = new Map(this.#entries.map((entry) => [placeOf(entry.target), entry]));
    this.#entries = targets.map((target) => {
      const entry = known.get(placeOf(target));
      if (!entry) return this.#newEntry(target);
      const { ready, ...rest } = entry;
      return ready ? { ...rest, target, ready: { ...ready, target } } : { ...rest, target };
    });
    this.#changed.ring();
  }

  /** Those that may be posted to, in the order of the settings; a place that is listed twice once. */
  ready(): readonly ReadyTarget[] {
    const byKey = new Map<string, ReadyTarget>();
    for (const { ready } of this.#entries) {
      if (ready && !byKey.has(ready.key)) byKey.set(ready.key, ready);
    }
    return [...byKey.values()];
  }

  /** What is known of every configured target. */
  reports(): readonly TargetReport[] {
    return markDuplicates(this.#entries.map(({ report }) => report));
  }

  /**
   * The peers of the configured targets, as far as they are found or remembered (by what was written).
   * Undefined until every target that nothing is remembered of has been looked at once.
   */
  peers(remembered: ReadonlyMap<string, PeerId>): ReadonlySet<PeerId> | undefined {
    const ids = new Set<PeerId>();
    for (const { target, report, ready, failures } of this.#entries) {
      const id = report.peer?.id ?? remembered.get(target.written);
      if (id === undefined && !ready && failures === 0) return undefined;
      if (id !== undefined && report.peer?.kind !== 'user') ids.add(id);
    }
    return ids;
  }

  /** Telegram is there again: what could not be reached is looked at now. */
  retryUnreachable(): void {
    for (const entry of this.#entries) {
      const passing = entry.report.problems.some(({ code }) => code === 'UNREACHABLE');
      if (!entry.ready && passing) entry.lookAt = this.#with.clock.now();
    }
    this.#changed.ring();
  }

  /** Looks targets up until the signal aborts. */
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

  async #look(entry: Entry, signal: AbortSignal): Promise<void> {
    const { messenger, clock, random } = this.#with;
    const { report, access, waitMs } = await inspectTarget(messenger, entry.target, signal);
    const failure = report.reachable
      ? await this.#found(entry, report, access, signal)
      : report.problems.find(({ level }) => level === 'error');
    // The settings may have changed meanwhile: what was learned belongs to the entry that stands for it now.
    const current = this.#entries.find(({ target }) => placeOf(target) === placeOf(entry.target));
    if (!current) return;
    const retryMs = waitMs ?? backoffMs(current.failures, RETRY, random);
    current.lookAt = clock.now() + (failure ? retryMs : LOOK_AGAIN_MS);
    current.failures = failure ? current.failures + 1 : 0;
    if (failure) this.#onFailure(current, report, failure);
    else this.#onReady(current, report);
  }

  async #found(
    entry: Entry,
    report: TargetReport,
    access: ChatAccess | undefined,
    signal: AbortSignal,
  ): Promise<TargetProblem | undefined> {
    if (!report.peer || !access) return notAGroup(entry.target);
    try {
      await this.#with.onFound(report.peer, access, signal);
      return undefined;
    } catch (error) {
      if (isAbort(error, signal)) throw error;
      return {
        code: 'UNREACHABLE',
        level: 'error',
        problem: `What was said there could not be read (${String(error)})`,
        remedy: 'It is tried again',
      };
    }
  }

  #onReady(entry: Entry, report: TargetReport): void {
    const { peer } = report;
    if (!peer) return;
    const { target } = entry;
    const isNews = !entry.ready;
    if (isNews) {
      this.#with.logger.info(`posting to ${peer.title}`, { target: target.written, peer: peer.id });
      for (const warning of report.problems) this.#warn(target, warning);
    }
    entry.report = report;
    entry.ready = { target, peer, key: targetKey(peer.id, target.topicId) };
    if (isNews) this.#with.onChange();
  }

  #onFailure(entry: Entry, report: TargetReport, failure: TargetProblem): void {
    const before = entry.report.problems.find(({ level }) => level === 'error');
    if (entry.ready && PASSING.has(failure.code)) return;
    if (before?.code !== failure.code) this.#warn(entry.target, failure);
    const problems = report.reachable ? [...report.problems, failure] : report.problems;
    entry.report = { ...report, reachable: false, problems };
    delete entry.ready;
    this.#with.onChange();
  }

  #warn({ written }: MessageTarget, { code, problem, remedy }: TargetProblem): void {
    this.#with.logger.warn(`${written}: ${problem}. ${remedy}`, { target: written, code });
  }

  #newEntry(target: MessageTarget): Entry {
    const { written, topicId } = target;
    const report = {
      written,
      ...(topicId !== undefined && { topicId }),
      reachable: false,
      problems: [],
    };
    return { target, lookAt: this.#with.clock.now(), failures: 0, report };
  }
}

function placeOf({ written, topicId }: MessageTarget): string {
  return JSON.stringify([written, topicId ?? null]);
}

/** The account's own Saved Messages may be tested with, but are no group. */
function notAGroup({ written }: MessageTarget): TargetProblem {
  const problem = `\`${written}\` is the account itself, not a group`;
  return { code: 'NOT_A_GROUP', level: 'error', problem, remedy: 'List groups only' };
}
