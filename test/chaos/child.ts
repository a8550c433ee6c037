import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT } from '../support/postaci-process.js';

const LOADER = join(PROJECT, 'test/chaos/typescript.js');
const MOST_KEPT = 20_000;

/** How a child ended, and the end of what it said on standard error. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** A part of the campaign in a process of its own, with which one talks in plain JSON. */
export class Child {
  readonly #child: ChildProcess;
  #said = '';
  readonly ended: Promise<ChildEnd>;

  /**
   * @param file beside this one; runs with the argument as JSON in `argv[2]`
   * @param onMessage hears what it tells
   */
  constructor(file: string, argument: unknown, cwd: string, onMessage: (message: unknown) => void) {
    const script = join(PROJECT, 'test/chaos', file);
    const flags = ['--optimize-for-size', '--import', LOADER, script];
    this.#child = spawn(process.execPath, [...flags, JSON.stringify(argument)], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: cwd },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Ctrl-C is for the campaign alone, which then ends its children in order.
      detached: true,
    });
    this.#child.on('message', onMessage);
    this.#child.stderr?.on('data', (chunk) => {
      this.#said = (this.#said + String(chunk)).slice(-MOST_KEPT);
    });
    this.ended = once(this.#child, 'close').then(([code, signal]) => {
      return { code, signal, said: this.#said };
    });
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What is told to one that has just died is lost, as it would be a moment earlier. */
  send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }
}
