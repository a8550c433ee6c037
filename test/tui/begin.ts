import { type StageOptions, WatchedTerminal } from './watched-terminal.js';

/** One process for all tests of a file: starting one takes longer than most tests. */
export class Stages {
  #terminal: WatchedTerminal | undefined;

  /** A terminal that has just been opened before a daemon that is well. */
  async open(options: StageOptions = {}): Promise<WatchedTerminal> {
    const { columns = 80, rows = 24 } = options;
    const terminal = this.#terminal;
    if (!terminal || terminal.exitCode !== undefined) {
      await this.close();
      this.#terminal = new WatchedTerminal(options);
      await this.#terminal.until('14:03');
      return this.#terminal;
    }
    // Out of wherever the last test has left it.
    if (terminal.isOnOtherScreen) await terminal.pressUntil('\x03\x03', 'the end: left');
    terminal.resize(columns, rows);
    terminal.forget();
    await terminal.again(options);
    await terminal.until('14:03');
    return terminal;
  }

  async close(): Promise<void> {
    await this.#terminal?.close();
    this.#terminal = undefined;
  }
}
