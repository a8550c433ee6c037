import type { Clock } from '../../core/clock.js';
import { apply, type Change } from './apply.js';
import type { Fact } from './facts.js';
import { type FileStore, MemoryFiles } from './files.js';
import type { Journal } from './journal.js';
import type { Rules } from './rules.js';
import { State } from './state.js';
import { Typings } from './typings.js';

/** The session whose call led to a fact: it learns of it by the answer, not by a push. */
export interface Cause {
  readonly userId: number;
  readonly sessionId: bigint;
}

export type Watcher = (changes: readonly Change[], cause: Cause | undefined) => void;

export interface WorldOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly rules: Rules;
  readonly files?: FileStore;
}

/** One simulated Telegram: its state, its time, and its memory. */
export class World {
  readonly clock: Clock;
  readonly seed: number;
  /** May be replaced at any time; the new figures hold from then on. */
  rules: Rules;
  readonly state: State;
  readonly files: FileStore;
  readonly typings = new Typings();
  /** Where each account's numbered containers stand; most travel unnumbered. A restart forgets it. */
  readonly #seqs = new Map<number, number>();
  #journal: Journal | undefined;
  readonly #watchers = new Set<Watcher>();

  constructor({ clock, seed, rules, files = new MemoryFiles() }: WorldOptions) {
    this.clock = clock;
    this.seed = seed;
    this.rules = rules;
    this.state = new State(() => this.rules.randomIdMemoryMs);
    this.files = files;
  }

  now(): number {
    return this.clock.now();
  }

  /** The `seq` of an account. @see https://core.telegram.org/api/updates#message-related-event-sequences */
  seq(userId: number): number {
    return this.#seqs.get(userId) ?? 1;
  }

  /** Moves an account's `seq` on. @returns where it stands then. */
  advanceSeq(userId: number, count: number): number {
    const seq = this.seq(userId) + count;
    this.#seqs.set(userId, seq);
    return seq;
  }

  /** From here on every fact is written down before it becomes true. */
  rememberIn(journal: Journal): void {
    this.#journal = journal;
  }

  /** Makes a fact true, and tells the watchers. */
  commit(fact: Fact, cause?: Cause): void {
    this.#journal?.append(fact);
    const changes = apply(this.state, fact);
    for (const watcher of this.#watchers) watcher(changes, cause);
  }

  /** @returns how to stop watching. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}
