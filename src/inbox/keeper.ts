import type { Database } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { ChatNote } from './chat-notes.js';
import { changed, type Figures } from './figures.js';
import type { Batch, Intake } from './intake.js';
import { readFigures } from './state-store.js';

/** What the keeper stands on. */
export interface KeeperDependencies {
  readonly account: string;
  readonly database: Database;
  readonly intake: Intake;
  /** The figures were read from the database. */
  readonly onRead: (figures: Figures) => void;
}

/**
 * Keeps the committed figures in memory, and lets one transaction at a time move them. After a failure they
 * are read again: nobody knows what of it was done.
 */
export class Keeper {
  readonly #with: KeeperDependencies;
  #figures: Figures | undefined;
  #unsure: Batch | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(dependencies: KeeperDependencies) {
    this.#with = dependencies;
  }

  /** As last committed; undefined before they were read. */
  get figures(): Figures | undefined {
    return this.#figures;
  }

  /**
   * Commits what `build` makes of the committed figures (nothing when it makes nothing), and gives the
   * figures after it.
   * @throws what the database or the fence throws; it may have been done, and may be tried again
   */
  commit(build: (figures: Figures) => Batch | undefined): Promise<Figures> {
    return this.#alone(async () => {
      const figures = this.#figures ?? (await this.#read());
      const batch = build(figures);
      if (!batch) return figures;
      try {
        await this.#with.intake.take(batch);
      } catch (error) {
        this.#figures = undefined;
        if (error instanceof PostaciError && error.code === 'COMMIT_UNKNOWN') this.#unsure = batch;
        throw error;
      }
      this.#figures = changed(figures, batch.changes);
      return this.#figures;
    });
  }

  /** The figures as the database has them. @throws what the database throws */
  read(): Promise<Figures> {
    return this.commit(() => undefined);
  }

  /** Counts messages for who spoke last. @throws what the database or the fence throws */
  note(notes: readonly ChatNote[]): Promise<void> {
    return this.#alone(() => this.#with.intake.note(notes));
  }

  /** Each compares with what the one before has left. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #read(): Promise<Figures> {
    const figures = await readFigures(this.#with.database, this.#with.account);
    this.#figures = figures;
    if (this.#unsure) this.#with.intake.wake(this.#unsure);
    this.#unsure = undefined;
    this.#with.onRead(figures);
    return figures;
  }
}
