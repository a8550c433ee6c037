import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS } from '../../src/core/errors.js';
import type { Incoming } from '../../src/core/incoming.js';
import { Child, type ChildEnd } from './child.js';
import type { DaemonNews, DaemonPlan } from './daemon-process.js';

/** How long a service manager waits before it starts a daemon that ended by itself. */
const RESTART_MS = 500;

/** How long a service manager lets an orderly stop take. */
const LONGEST_STOP_MS = 30_000;

/** What a person mends by logging in again. */
const NEEDS_LOGIN = ERRORS.LOGIN_REQUIRED;

/** Ends that the program can do nothing about. */
const EXPECTED: ReadonlySet<number> = new Set([
  ERRORS.LEASE_HELD,
  ERRORS.LEASE_LOST,
  ERRORS.DATABASE_UNREACHABLE,
]);

export interface DaemonKeeperOptions {
  /** The customer's folder. */
  readonly cwd: string;
  readonly envFile: string;
  /** What the operator does when the account has been logged out. */
  readonly logIn: () => Promise<void>;
}

/**
 * Keeps a daemon running as a service manager with `restart: always` does, and counts how it ended. May be
 * told to kill it, to stop it, and to set its clock.
 */
export class DaemonKeeper {
  readonly #options: DaemonKeeperOptions;
  #child: Child | undefined;
  #wanted = false;
  #keeping: Promise<void> = Promise.resolve();
  #aheadMs = 0;
  /** How often it ended by itself, by the error's code. */
  readonly endings = new Map<string, number>();
  /** What it said when it ended for a reason that is none: a fault of the program. */
  readonly bugs: string[] = [];
  onHandled: (incoming: Incoming) => void = () => {};
  /** Starts of it that have come up. */
  starts = 0;

  constructor(options: DaemonKeeperOptions) {
    this.#options = options;
  }

  /** From now on it runs, again and again. */
  start(): void {
    this.#wanted = true;
    this.#keeping = this.#keep();
  }

  /** Kills it without a word; it stays down until `start`. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Stops it in order; it stays down until `start`. */
  async stop(): Promise<void> {
    const child = this.#child;
    const force = setTimeout(() => child?.signal('SIGKILL'), LONGEST_STOP_MS);
    const end = await this.#end('SIGTERM');
    clearTimeout(force);
    if (end && end.code !== 0) this.bugs.push(`it did not stop in order:\n${end.said}`);
  }

  /** Sets its clock ahead, or back when negative; later starts keep that. */
  jump(ms: number): void {
    this.#aheadMs += ms;
    this.#child?.send({ jumpMs: ms });
  }

  async #end(signal: NodeJS.Signals): Promise<ChildEnd | undefined> {
    this.#wanted = false;
    const child = this.#child;
    child?.signal(signal);
    await this.#keeping;
    return child?.ended;
  }

  async #keep(): Promise<void> {
    while (this.#wanted) {
      const { cwd, envFile } = this.#options;
      const plan: DaemonPlan = { envFile, aheadMs: this.#aheadMs };
      this.#child = new Child('daemon-process.ts', plan, cwd, (message) =>
        this.#hear(message as DaemonNews),
      );
      const end = await this.#child.ended;
      this.#child = undefined;
      if (!this.#wanted) return;
      await this.#endedByItself(end);
      await pause(RESTART_MS);
    }
  }

  async #endedByItself({ code, signal, said }: ChildEnd): Promise<void> {
    const name = Object.keys(ERRORS).find((one) => said.includes(`${one}: `));
    const called = name ?? signal ?? `exit ${code}`;
    this.endings.set(called, (this.endings.get(called) ?? 0) + 1);
    if (code === NEEDS_LOGIN) await this.#options.logIn();
    else if (code === null || !EXPECTED.has(code)) this.bugs.push(`${called}:\n${said}`);
  }

  #hear(news: DaemonNews): void {
    if (news.news === 'ready') this.starts++;
    else this.onHandled(news.incoming);
  }
}
