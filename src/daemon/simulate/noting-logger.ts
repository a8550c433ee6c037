import type { Logger } from '../../core/logger.js';

const MOST_NOTES = 50;

/** Keeps warnings and errors, each once; of the rest a simulation says nothing. */
export class NotingLogger implements Logger {
  readonly #notes = new Set<string>();

  /** In the order in which they came; at most 50. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  debug(): void {}

  info(): void {}

  warn(message: string): void {
    if (this.#notes.size < MOST_NOTES) this.#notes.add(message);
  }

  error(message: string): void {
    this.warn(message);
  }

  child(): Logger {
    return this;
  }
}
