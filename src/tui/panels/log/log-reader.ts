import type { LogLine, LogQuery, OperationsControl } from '../../../control/contract/operations.js';
import type { Clock } from '../../../core/clock.js';
import { type Problem, problemOf } from '../parts/problem.js';
import { KEPT_LINES, PAGE, withNewer } from './log-lines.js';

/** The whole log is read for each answer: more often would be a burden. */
const FOLLOW_EVERY_MS = 2_000;

/** What is looked for. */
export type LogWish = Required<Pick<LogQuery, 'text' | 'level'>>;

/** What was found so far. */
export interface LogResult {
  /** Oldest first. The same line stays the same object. */
  readonly lines: readonly LogLine[];
  /** There is nothing older. */
  readonly complete: boolean;
  readonly loading: boolean;
  readonly following: boolean;
  readonly problem: Problem | undefined;
}

export const NOTHING_FOUND: LogResult = {
  lines: [],
  complete: false,
  loading: true,
  following: false,
  problem: undefined,
};

/** Reads the log page by page, and follows its newest lines; an answer to what is not asked any more is dropped. */
export class LogReader {
  #wish: LogWish = { text: '', level: 'info' };
  #result = NOTHING_FOUND;
  #search = new AbortController();
  #follow = new AbortController();

  constructor(
    private readonly control: Pick<OperationsControl, 'log'>,
    private readonly clock: Clock,
    private readonly changed: (result: LogResult) => void,
  ) {}

  /** Looks for something else. @param pauseMs waits for so long before: more may be typed */
  search(wish: LogWish, pauseMs = 0): void {
    this.#search.abort();
    this.#search = new AbortController();
    this.#wish = wish;
    void this.#run(async (signal) => {
      if (pauseMs > 0) await this.clock.sleepUntil(this.clock.now() + pauseMs, signal);
      const lines = await this.#page({}, signal);
      this.#say({ lines, complete: lines.length < PAGE });
    });
  }

  /** Asks for the page before, unless an answer is awaited or the log begins here. */
  older(): void {
    // A page never ends within a millisecond: what is before its oldest line is all that is missing.
    const before = this.#result.lines[0]?.at;
    if (this.#result.loading || this.#result.complete || before === undefined) return;
    void this.#run(async (signal) => {
      const page = await this.#page({ before }, signal);
      this.#say({ lines: [...page, ...this.#result.lines], complete: page.length < PAGE });
    });
  }

  /** Follows the newest lines, or does not any more. */
  follow(on: boolean): void {
    this.#follow.abort();
    this.#say({ following: on });
    if (!on) return;
    this.#follow = new AbortController();
    const { signal } = this.#follow;
    const keep = async () => {
      while (!signal.aborted) {
        if (!this.#result.loading) await this.newer();
        await this.clock.sleepUntil(this.clock.now() + FOLLOW_EVERY_MS, signal);
      }
    };
    // Ends by the abort.
    keep().catch(() => {});
  }

  /** Asks what has come since. */
  async newer(): Promise<void> {
    const since = this.#result.lines.at(-1)?.at;
    await this.#run(async (signal) => {
      const page = await this.#page(since === undefined ? {} : { since }, signal);
      const lines = withNewer(this.#result.lines, page);
      const older = lines === page || lines.length > KEPT_LINES;
      this.#say({ lines: lines.slice(-KEPT_LINES), ...(older && { complete: false }) });
    });
  }

  /** Nothing is said any more. */
  end(): void {
    this.#search.abort();
    this.#follow.abort();
  }

  async #run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#search;
    this.#say({ loading: true });
    try {
      await work(signal);
      this.#say({ loading: false, problem: undefined });
    } catch (error) {
      if (!signal.aborted) this.#say({ loading: false, problem: problemOf(error) });
    }
  }

  async #page(more: Partial<LogQuery>, signal: AbortSignal): Promise<readonly LogLine[]> {
    const { text, level } = this.#wish;
    const page = await this.control.log({
      ...(text !== '' && { text }),
      level,
      limit: PAGE,
      ...more,
    });
    signal.throwIfAborted();
    return page;
  }

  #say(some: Partial<LogResult>): void {
    this.#result = { ...this.#result, ...some };
    this.changed(this.#result);
  }
}
