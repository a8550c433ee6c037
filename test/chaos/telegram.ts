import type { SandboxReady } from '../../src/sandbox/sandbox.js';
import type { Rules } from '../../src/sandbox/world/rules.js';
import { Child } from './child.js';
import type { Acts, SandboxPlan } from './sandbox-process.js';

/** The sandbox's acts from another process. @throws Error from all of them while it is down */
type Remote<Every> = {
  readonly [Act in keyof Every]: Every[Act] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Thrown while nobody can do anything, because Telegram itself is gone. */
export class TelegramIsDown extends Error {}

/** For `catch`: what was asked of a server that is down need not be done. @throws any other error */
export function unlessDown(error: unknown): undefined {
  if (!(error instanceof TelegramIsDown)) throw error;
  return undefined;
}

/** A sandbox in a process of its own, which keeps its world, and may be killed and started again. */
export class TelegramProcess {
  readonly #cwd: string;
  #plan: SandboxPlan;
  #child: Child | undefined;
  #ready: SandboxReady | undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();
  #onReady: (ready: SandboxReady) => void = () => {};
  /** Hears of each message of the account that has arrived in the world. */
  onArrived: () => void = () => {};
  readonly acts: Remote<Acts>;

  constructor(cwd: string, plan: SandboxPlan) {
    this.#cwd = cwd;
    this.#plan = plan;
    const act =
      (name: keyof Acts) =>
      (...args: readonly unknown[]) =>
        this.#ask(name, args);
    // What each act is given and gives is checked where it is called: `Remote` says so.
    this.acts = new Proxy({} as Remote<Acts>, { get: (_target, name: keyof Acts) => act(name) });
  }

  /** @throws Error before the first start */
  get ready(): SandboxReady {
    if (!this.#ready) throw new Error('the sandbox has not been started');
    return this.#ready;
  }

  /** Starts it, on the same port as before. @throws Error with what it said when it ends instead */
  async start(): Promise<void> {
    const ready = new Promise<SandboxReady>((resolve) => {
      this.#onReady = resolve;
    });
    const child = new Child('sandbox-process.ts', this.#plan, this.#cwd, (message) =>
      this.#hear(message),
    );
    this.#child = child;
    const failed = child.ended.then(({ said }) => {
      this.#dropWaiting();
      throw new Error(`the sandbox ended:\n${said}`);
    });
    failed.catch(() => undefined);
    this.#ready = await Promise.race([ready, failed]);
    this.#plan = { ...this.#plan, port: this.#ready.mtproto.port };
  }

  /** Kills it as the machine's end would. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    child?.signal('SIGKILL');
    await child?.ended;
  }

  /** Changes Telegram's figures; they outlive a restart. */
  async setRules(change: Partial<Rules>): Promise<void> {
    this.#plan = { ...this.#plan, rules: { ...this.#plan.rules, ...change } };
    // One that is down starts with them.
    if (this.#child) await this.acts.rules(change);
  }

  #ask(act: keyof Acts, args: readonly unknown[]): Promise<unknown> {
    if (!this.#child) return Promise.reject(new TelegramIsDown(`${act}: the server is down`));
    if (!this.#child.running) return Promise.reject(new Error('the sandbox ended by itself'));
    const id = ++this.#lastId;
    this.#child.send({ id, act, args });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #hear(message: unknown): void {
    const told = message as {
      readonly ready?: SandboxReady;
      readonly arrived?: true;
      readonly id?: number;
      readonly result?: unknown;
      readonly error?: string;
    };
    if (told.ready) this.#onReady(told.ready);
    if (told.arrived) this.onArrived();
    const waiting = this.#waiting.get(told.id ?? 0);
    this.#waiting.delete(told.id ?? 0);
    if (told.error !== undefined) waiting?.reject(new Error(told.error));
    else waiting?.resolve(told.result);
  }

  #dropWaiting(): void {
    for (const { reject } of this.#waiting.values()) {
      reject(new TelegramIsDown('the server died before it answered'));
    }
    this.#waiting.clear();
  }
}
