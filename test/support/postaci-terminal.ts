import { join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { PROJECT } from './postaci-process.js';

/** What a terminal does not show by then, it never will. */
const PATIENCE_MS = 25_000;

interface Waiting {
  readonly test: () => boolean;
  readonly resolve: () => void;
}

/** `postaci` in a real pty, with a terminal emulator that watches it. */
export class PostaciTerminal {
  readonly #terminal = new xterm.Terminal({
    ...{ cols: 100, rows: 30, scrollback: 2_000, allowProposedApi: true },
  });
  readonly #pty: IPty;
  readonly #waiting = new Set<Waiting>();
  exitCode: number | undefined;

  constructor(
    args: readonly string[],
    cwd: string,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#pty = spawn(process.execPath, [join(PROJECT, 'bin', 'postaci.js'), ...args], {
      ...{ cols: 100, rows: 30, cwd },
      env: { PATH: process.env.PATH ?? '', HOME: cwd, TERM: 'xterm-256color', ...environment },
    });
    this.#pty.onData((data) => this.#terminal.write(data, () => this.#look()));
    this.#pty.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
      this.#look();
    });
  }

  /** All rows that are kept, without the spaces at their ends. */
  get text(): string {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: active.length }, (_, row) =>
      (active.getLine(row)?.translateToString(true) ?? '').trimEnd(),
    ).join('\n');
  }

  /** Is it the screen's own page, that is taken away afterwards? */
  get showsScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get id(): number {
    return this.#pty.pid;
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  signal(name: string): void {
    this.#pty.kill(name);
  }

  /** Resolves once it shows a text. @throws with all it shows when it never does */
  async until(what: string | RegExp | (() => boolean)): Promise<void> {
    const test =
      typeof what === 'function'
        ? what
        : () => (typeof what === 'string' ? this.text.includes(what) : what.test(this.text));
    if (test()) return;
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { test, resolve };
      this.#waiting.add(waiting);
      AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', () => {
        if (!this.#waiting.delete(waiting)) return;
        reject(new Error(`it never showed ${what}:\n${this.text}\nexit code ${this.exitCode}`));
      });
    });
  }

  /** @returns the exit code */
  async ended(): Promise<number> {
    await this.until(() => this.exitCode !== undefined);
    return this.exitCode ?? -1;
  }

  /** Ends it, if it has not by itself. */
  async close(): Promise<void> {
    if (this.exitCode === undefined) this.#pty.kill('SIGKILL');
    await this.ended();
    this.#terminal.dispose();
  }

  #look(): void {
    for (const waiting of [...this.#waiting]) {
      if (waiting.test() && this.#waiting.delete(waiting)) waiting.resolve();
    }
  }
}
