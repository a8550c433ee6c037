import type { Clock } from '../../core/clock.js';
import { isAbort } from '../../lib/abort.js';
import { type FeedEvent, KEPT_EVENTS } from './feed.js';
import { type Change, reduce } from './reduce.js';
import type { TerminalState } from './state.js';

/** News is shown at most so often; keys are answered at once. */
const FLUSH_EVERY_MS = 200;

/**
 * Holds what the screen shows. Keys change it at once; what the daemon tells is gathered and changes it at most
 * five times a second, however much it is.
 */
export class Store {
  #state: TerminalState;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<() => void>();
  #changes: Change[] = [];
  #events: FeedEvent[] = [];
  #skipped = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #waiting = false;

  /** @param signal after it aborts, nothing is gathered any more */
  constructor(state: TerminalState, clock: Clock, signal: AbortSignal) {
    this.#state = state;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** For React: stable, whoever calls it. */
  readonly state = (): TerminalState => this.#state;

  /** Returns the way to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes it now. */
  change(...changes: readonly Change[]): void {
    const before = this.#state;
    this.#state = changes.reduce(reduce, before);
    if (this.#state === before) return;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Changes it soon, together with whatever else comes until then. */
  later(change: Change): void {
    this.#changes.push(change);
    this.#schedule();
  }

  /** Shows an event soon. */
  hear(event: FeedEvent): void {
    this.#events.push(event);
    // Far more than is kept: what can never be seen need not be remembered.
    if (this.#events.length >= 2 * KEPT_EVENTS) {
      this.#skipped += this.#events.length - KEPT_EVENTS;
      this.#events = this.#events.slice(-KEPT_EVENTS);
    }
    this.#schedule();
  }

  #schedule(): void {
    if (this.#waiting || this.#signal.aborted) return;
    this.#waiting = true;
    this.#clock.sleepUntil(this.#flushedAt + FLUSH_EVERY_MS, this.#signal).then(
      () => this.#flush(),
      (error: unknown) => {
        if (!isAbort(error, this.#signal)) throw error;
      },
    );
  }

  #flush(): void {
    this.#waiting = false;
    if (this.#signal.aborted) return;
    this.#flushedAt = this.#clock.now();
    const changes = this.#changes;
    if (this.#events.length > 0)
      changes.push({ type: 'events', events: this.#events, skipped: this.#skipped });
    this.#changes = [];
    this.#events = [];
    this.#skipped = 0;
    this.change(...changes);
  }
}
