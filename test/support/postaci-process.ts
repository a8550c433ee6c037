import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder; `dist` in it is what the sources say, see `global-setup.js`. */
export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const COMMAND = join(PROJECT, 'bin', 'postaci.js');

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  /** All that standard input holds; without it, it stays open for `answers` until `hangUp`. */
  readonly input?: string;
  /** Beside PATH and HOME. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The environment of a process that has nothing of ours. */
export function surroundings(
  home: string,
  more: ProcessOptions['environment'] = {},
): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, ...more };
}

/** `postaci` as a user runs it: the built command in a process of its own, with nothing of our environment. */
export class PostaciProcess {
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';
  /** How much of standard error the questions that were answered take. */
  #answered = 0;
  readonly ended: Promise<Ended>;
  /** Those who wait for more output, or for the end of it. */
  readonly #waiting: (() => void)[] = [];
  #isOver = false;

  constructor(args: readonly string[], cwd: string, options: ProcessOptions = {}) {
    this.#child = spawn(process.execPath, [COMMAND, ...args], {
      cwd,
      env: surroundings(cwd, options.environment),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk) => this.#hear('out', String(chunk)));
    this.#child.stderr?.on('data', (chunk) => this.#hear('err', String(chunk)));
    // A process that ends with a question open does not read the answer.
    this.#child.stdin?.on('error', () => {});
    if (options.input !== undefined) this.#child.stdin?.end(options.input);
    this.ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#isOver = true;
      this.#wake();
      return { code, signal, stdout: this.#stdout, stderr: this.#stderr };
    });
  }

  get id(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resolves once the output holds the text; throws when the process ends without it. */
  async says(text: string): Promise<void> {
    await this.#until(() => this.output.includes(text), text);
  }

  /** Resolves once a daemon has started; throws when the process ends before. */
  async isReady(): Promise<void> {
    // A whole word: the refusal of a second daemon says "already".
    await this.#until(() => /\bready\b/.test(this.output), 'ready');
  }

  /** Waits for a question that is not answered yet, and types the answer. */
  async answers(question: string, answer: string): Promise<void> {
    const asked = () => this.#stderr.indexOf(question, this.#answered);
    await this.#until(() => asked() >= 0, question);
    this.#answered = asked() + question.length;
    this.#child.stdin?.write(`${answer}\n`);
  }

  /** Types a line that nobody asked for. */
  types(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Ends standard input, as Ctrl-D does. */
  hangUp(): void {
    this.#child.stdin?.end();
  }

  /** Whoever read the output is gone, as after `| head -1`. */
  stopReading(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    while (!condition()) {
      // Its last words may be read after its end.
      if (this.#isOver) throw new Error(`it ended without "${what}":\n${this.output}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #hear(stream: 'out' | 'err', text: string): void {
    if (stream === 'out') this.#stdout += text;
    else this.#stderr += text;
    this.#wake();
  }
}
