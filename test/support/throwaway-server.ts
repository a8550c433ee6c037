import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a server program is run, again and again. */
export interface ServerProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** Owner of the process; this process's own without. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Does it answer by now? */
  readonly answers: () => Promise<boolean>;
}

const LOOK_EVERY_MS = 50;
const LONGEST_START_MS = 60_000;

/** A server in a process of its own, out of reach of the terminal's Ctrl-C: who started it ends it. */
export class ThrowawayServer {
  readonly #program: ServerProgram;
  #child: ChildProcess | undefined;
  #said = '';

  constructor(program: ServerProgram) {
    this.#program = program;
  }

  /**
   * Resolves once it answers; a start that ends early (the one before still holds something) is repeated.
   * @throws Error with what the program said, after a minute
   */
  async start(): Promise<void> {
    const giveUpAt = Date.now() + LONGEST_START_MS;
    while (!(this.#isRunning() && (await this.#program.answers()))) {
      if (Date.now() > giveUpAt) {
        throw new Error(`${this.#program.command} did not start:\n${this.#said}`);
      }
      if (!this.#isRunning()) this.#spawn();
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Resolves once it has ended, and it has when it did not run. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.#isRunning()) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }

  #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  #spawn(): void {
    const { command, args, owner } = this.#program;
    this.#said = '';
    this.#child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...owner,
    });
    const hear = (chunk: unknown) => {
      this.#said = (this.#said + String(chunk)).slice(-5_000);
    };
    this.#child.stdout?.on('data', hear);
    this.#child.stderr?.on('data', hear);
    // A program that is not there shows in that it never answers.
    this.#child.on('error', (error) => hear(error.message));
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
