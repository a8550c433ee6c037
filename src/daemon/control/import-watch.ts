import type { ImportProgress } from '../../control/contract/people.js';
import type { ProgressStatus } from '../../control/contract/status.js';
import type { Clock } from '../../core/clock.js';

/** An import of which no page came for so long is over, or was given up. */
const SHOWN_MS = 10_000;

/** How far an imported list is, as its pages tell. Of two at a time, the one whose page came last. */
export class ImportWatch {
  readonly #clock: Clock;
  #last: { readonly page: ImportProgress; readonly at: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A page is in. */
  note(page: ImportProgress): void {
    this.#last = { page, at: this.#clock.now() };
  }

  /** The import that is under way; undefined: none is. */
  get progress(): ProgressStatus | undefined {
    if (!this.#last || this.#clock.now() - this.#last.at >= SHOWN_MS) return undefined;
    const { done, total } = this.#last.page;
    return { what: 'import', done: Math.min(done, total), total };
  }
}
