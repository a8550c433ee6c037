import type { PeerId } from '../../core/peer.js';

/** What happened in a box, before it has its place. */
export type LogNews =
  | { readonly kind: 'message' | 'edit'; readonly chat: PeerId; readonly messageId: number }
  | { readonly kind: 'deletion'; readonly chat: PeerId; readonly messageIds: readonly number[] };

/** One change of a box: `pts` is where the sequence stands after it, `count` what it added. */
export type LogEntry = LogNews & { readonly pts: number; readonly count: number };

/**
 * A sequence of changes with its own pts: one that people and basic groups share, one for each supergroup
 * or channel. It remembers a limited number of them.
 * @see https://core.telegram.org/api/updates
 */
export class UpdateLog {
  readonly #most: () => number;
  #pts = 1;
  #changedAt = Number.NEGATIVE_INFINITY;
  /** Where the sequence stood before the oldest entry that is remembered. */
  #forgottenTo = 1;
  #entries: LogEntry[] = [];

  /** @param most how many entries it tells at once; beyond, too much has happened */
  constructor(most: () => number) {
    this.#most = most;
  }

  get pts(): number {
    return this.#pts;
  }

  /** How many entries are remembered; never more than twice what is told at once. */
  get size(): number {
    return this.#entries.length;
  }

  /** When it changed last, in milliseconds. */
  get changedAt(): number {
    return this.#changedAt;
  }

  record(news: LogNews, atMs: number): LogEntry {
    const count = news.kind === 'deletion' ? news.messageIds.length : 1;
    this.#pts += count;
    this.#changedAt = atMs;
    const entry = { ...news, pts: this.#pts, count };
    this.#entries.push(entry);
    if (this.#entries.length >= 2 * this.#most()) this.#forget();
    return entry;
  }

  /** What happened after `pts`, oldest first; undefined when that is too much to tell. */
  after(pts: number): readonly LogEntry[] | undefined {
    if (pts < this.#forgottenTo) return undefined;
    const from = this.#entries.findLastIndex((entry) => entry.pts <= pts) + 1;
    return this.#entries.length - from > this.#most() ? undefined : this.#entries.slice(from);
  }

  #forget(): void {
    const gone = this.#entries.length - this.#most();
    this.#forgottenTo = this.#entries[gone - 1]?.pts ?? this.#forgottenTo;
    this.#entries = this.#entries.slice(gone);
  }
}

/** How differences are cut and when they are refused, in entries. */
export interface DifferenceRules {
  /** In one part of the common difference. */
  readonly slice: number;
  /** Beyond it the common difference is too long. */
  readonly most: number;
  /** Beyond it a channel's difference is too long. */
  readonly mostOfChannel: number;
}

/** Telegram has not published its figures; these are plausible. */
export const USUAL_DIFFERENCES: DifferenceRules = { slice: 100, most: 5_000, mostOfChannel: 1_000 };
