import { type Difference, differences } from '../../config/changes/differences.js';
import { type Described, takeOver } from '../../config/changes/take-over.js';
import type { Drafts, LoadedConfig } from '../../config/load.js';
import type { ChangedSetting, SettingsReport } from '../../control/contract/settings.js';
import type { Clock } from '../../core/clock.js';
import type { Config } from '../../core/config.js';
import { PostaciError } from '../../core/errors.js';
import type { EventBus } from '../../core/events.js';
import type { Logger } from '../../core/logger.js';

export interface LiveConfigParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventBus;
}

/**
 * Hears that another configuration is in force. One that throws is told again, with the same `before`, by the next
 * reading of the files.
 */
export type ConfigListener = (now: Config, before: Config) => Promise<void> | void;

/**
 * The configuration while the daemon runs. It is read again as a whole, and taken over as a whole or not at all:
 * what is wrong leaves everything as it was. What the daemon was built with stays until it starts again.
 */
export class LiveConfig {
  readonly #started: Described;
  readonly #parts: LiveConfigParts;
  readonly #listeners: ConfigListener[] = [];
  /** What the files said when they were last right. */
  #read: LoadedConfig;
  #inForce: Described;
  #loadedAt: number;
  #needRestart: readonly string[] = [];
  #problem: string | null = null;
  /** What all listeners went by last. */
  #takenOver: Config;
  #allTookOver = true;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(loaded: LoadedConfig, parts: LiveConfigParts) {
    this.#started = loaded;
    this.#read = loaded;
    this.#inForce = loaded;
    this.#takenOver = loaded.config;
    this.#parts = parts;
    this.#loadedAt = parts.clock.now();
  }

  /** In force now. Not to be kept: the next one is another object. */
  get config(): Config {
    return this.#inForce.config;
  }

  /** What is in force, with where it was found. */
  get described(): Described {
    return this.#inForce;
  }

  /** What the files said when they were last right; it may wait for the next start. */
  get read(): LoadedConfig {
    return this.#read;
  }

  /** When it was last read; milliseconds since the epoch. */
  get loadedAt(): number {
    return this.#loadedAt;
  }

  /** What was changed and is not in force before the next start. */
  get needRestart(): readonly string[] {
    return this.#needRestart;
  }

  /** What is wrong with the files as they are now; null: nothing. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Do all go by what is in force? Else the files have to be read again. */
  get allTookOver(): boolean {
    return this.#allTookOver;
  }

  /** Listeners are called in order, each after the one before has finished. */
  onChange(listener: ConfigListener): void {
    this.#listeners.push(listener);
  }

  /** Reads all files again. @throws PostaciError when something is wrong with them; nothing is changed then */
  reload(): Promise<SettingsReport> {
    return this.inTurn(() => this.readAgain());
  }

  /** Does something while nobody else changes or reads the configuration. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** What would become of a change, were it written. @throws PostaciError when it would be wrong */
  async preview(drafts: Drafts): Promise<SettingsReport> {
    const next = await this.#load(drafts);
    return this.#reportOn(next, takeOver(this.#started, next));
  }

  /** As `reload`, for who has the turn already. */
  async readAgain(): Promise<SettingsReport> {
    let next: LoadedConfig;
    try {
      next = await this.#load();
    } catch (error) {
      this.#keep(error instanceof Error ? error.message : String(error));
      throw error;
    }
    const inForce = takeOver(this.#started, next);
    const report = this.#reportOn(next, inForce);
    const known = this.#read.warnings;
    this.#inForce = inForce;
    this.#read = next;
    this.#needRestart = differences(inForce, next).map(({ name }) => name);
    this.#loadedAt = this.#parts.clock.now();
    const mended = this.#problem !== null;
    this.#problem = null;
    const isNews = report.changes.length > 0 || mended;
    if (isNews || !this.#allTookOver) await this.#tell();
    if (!isNews) return report;
    this.#announce(
      report.changes,
      next.warnings.filter((one) => !known.includes(one)),
    );
    return report;
  }

  async #load(drafts?: Drafts): Promise<LoadedConfig> {
    const next = await this.#read.reread(drafts);
    const { customer } = this.#started.config;
    if (next.config.customer === customer) return next;
    throw new PostaciError(
      'CONFIG_INVALID',
      `CUSTOMER_ID is ${next.config.customer} now, and this is the daemon of ${customer}`,
      'Write it back; another customer is another daemon, with an env file of its own',
    );
  }

  #reportOn(next: LoadedConfig, inForce: Described): SettingsReport {
    const waiting = new Set(differences(inForce, next).map(({ name }) => name));
    const changes = differences(this.#read, next).map(
      (change: Difference): ChangedSetting => ({
        ...change,
        needsRestart: waiting.has(change.name),
      }),
    );
    return { changes, warnings: next.warnings, file: null };
  }

  /** The same problem is told once, however often it is found. */
  #keep(problem: string): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    const { clock, events, logger } = this.#parts;
    logger.warn(`the configuration stays as it was: ${problem}`);
    events.publish({
      type: 'configuration',
      at: clock.now(),
      outcome: 'kept',
      changes: [],
      problem,
    });
  }

  async #tell(): Promise<void> {
    const { config } = this;
    this.#allTookOver = true;
    for (const listener of this.#listeners) {
      try {
        await listener(config, this.#takenOver);
      } catch (error) {
        this.#allTookOver = false;
        this.#parts.logger.error('not everything took the new configuration over', { error });
      }
    }
    if (this.#allTookOver) this.#takenOver = config;
  }

  #announce(changes: readonly ChangedSetting[], warnings: readonly string[]): void {
    const { clock, events, logger } = this.#parts;
    logger.info('the configuration was read again', {
      changed: changes.map(({ name }) => name),
      needRestart: changes.filter((one) => one.needsRestart).map(({ name }) => name),
    });
    for (const warning of warnings) logger.warn(warning);
    events.publish({ type: 'configuration', at: clock.now(), outcome: 'applied', changes });
  }
}
