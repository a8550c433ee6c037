import type { LoadedConfig } from '../config/load.js';
import { collectGarbage } from '../lib/collect-garbage.js';
import { systemClock } from '../lib/system-clock.js';
import { awaitLogin, isMendedByLogin, lookAtSession } from './await-login.js';
import { ProcessRequests } from './control/process-request.js';
import { type RunningDaemon, type StartOptions, startDaemon } from './start.js';

/** By then the start is over, with the first look at the targets and at what was missed. */
const SETTLED_AFTER_MS = 5_000;

/** How long an orderly stop may take before it is forced; below Docker's usual patience with a grace period. */
const GRACE_MS = 25_000;

/** What a second signal exits with, as a shell would say it. */
const FORCED_EXIT = 130;

/** What a fault of the program exits with, when not even the stop ends. */
const FAULT_EXIT = 1;

export interface RunOptions {
  /** Without a session that works, wait for a login instead of ending. @default false */
  readonly waitForLogin?: boolean;
  /** Where the log's lines for people go. @default process.stderr */
  readonly console?: NodeJS.WritableStream;
  /**
   * Called when a daemon is ready, anew after each restart.
   * @returns what is called before that daemon stops
   */
  readonly onReady?: (daemon: RunningDaemon) => () => Promise<void> | void;
}

/**
 * Runs the daemon until SIGTERM or SIGINT (orderly: the send in flight is finished or recorded), until an operator
 * stops it, or until it must stop by itself. An operator's restart starts it anew, with the files as they are then.
 * SIGHUP reads the files again. A second signal, or an orderly stop that hangs, ends the process at once: what was
 * in flight is taken up at the next start.
 * @throws the reason when it stopped by itself; so does whatever nobody else in the process has caught
 */
export async function runUntilSignalled(
  loaded: LoadedConfig,
  options: RunOptions = {},
): Promise<void> {
  await new Run(options).live(loaded);
}

/** One process: a daemon, and the ones that follow it after a restart. */
class Run {
  readonly #options: RunOptions;
  readonly #stopping = new AbortController();
  #daemon: RunningDaemon | undefined;
  #fault: { readonly error: unknown } | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  async live(loaded: LoadedConfig): Promise<void> {
    const listeners = [
      ['SIGTERM', this.#onSignal],
      ['SIGINT', this.#onSignal],
      ['SIGHUP', this.#onHangUp],
      ['uncaughtException', this.#onFault],
      ['unhandledRejection', this.#onFault],
    ] as const;
    for (const [event, listener] of listeners) process.on(event, listener);
    try {
      let next: LoadedConfig | undefined = loaded;
      while (next) next = await this.#life(next);
      if (this.#fault) throw this.#fault.error;
    } finally {
      for (const [event, listener] of listeners) process.off(event, listener);
    }
  }

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    if (this.#stopping.signal.aborted) process.exit(FORCED_EXIT);
    this.#say(`${signal}: stopping in order; once more stops at once`);
    this.#daemon?.logger.info(`${signal}: stopping in order`);
    this.#stop(FORCED_EXIT);
  };

  readonly #onHangUp = (): void => {
    const daemon = this.#daemon;
    daemon?.control.reload().catch((error: unknown) => {
      daemon.logger.warn('SIGHUP: the files could not be taken over', { error });
    });
  };

  readonly #onFault = (error: unknown): void => {
    this.#daemon?.logger.error('a fault that nobody caught: the daemon ends', { error });
    this.#fault ??= { error };
    this.#stop(FAULT_EXIT);
  };

  /** Where the log's lines go: past a screen that is shown. */
  #say(line: string): void {
    (this.#options.console ?? process.stderr).write(`${line}\n`);
  }

  #stop(exitCode: number): void {
    this.#stopping.abort();
    setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
  }

  /** @returns with what the next daemon starts; undefined when none is to follow */
  async #life(loaded: LoadedConfig): Promise<LoadedConfig | undefined> {
    const { config } = loaded;
    const before = await lookAtSession(config);
    try {
      return (await this.#oneDaemon(loaded)) ? await this.#reread(loaded) : undefined;
    } catch (error) {
      if (!this.#options.waitForLogin || !isMendedByLogin(error, config)) throw error;
      const onWaiting = () =>
        this.#say(`waiting for a login (postaci --interactive): ${error.problem}`);
      const wait = { config, clock: systemClock, before, reason: error, onWaiting };
      const loggedIn = await awaitLogin(wait, this.#stopping.signal);
      return loggedIn ? await this.#reread(loaded) : undefined;
    }
  }

  /** @returns whether an operator wants another to follow it */
  async #oneDaemon(loaded: LoadedConfig): Promise<boolean> {
    const { signal } = this.#stopping;
    const requests = new ProcessRequests();
    const daemon = await this.#start(loaded, (what) => requests.note(what));
    this.#daemon = daemon;
    if (!daemon) return false;
    setTimeout(collectGarbage, SETTLED_AFTER_MS).unref();
    const leave = this.#options.onReady?.(daemon);
    try {
      await Promise.race([daemon.failed, requests.asked, aborted(signal)]);
      if (requests.wanted) daemon.logger.info(`an operator asked for it: ${requests.wanted}`);
    } catch (error) {
      daemon.logger.error('the daemon ends', { error });
      throw error;
    } finally {
      await leave?.();
      // What stays behind (a lease that a lost database still holds) is taken up by the next start.
      await daemon.stop().catch((error: unknown) => {
        daemon.logger.error('not everything ended in order', { error });
      });
      this.#daemon = undefined;
    }
    return requests.wanted === 'restart' && !signal.aborted;
  }

  /** Undefined when it was asked to stop while still starting: that is no failure. */
  async #start(
    loaded: LoadedConfig,
    onRequest: NonNullable<StartOptions['onRequest']>,
  ): Promise<RunningDaemon | undefined> {
    const { signal } = this.#stopping;
    const { console } = this.#options;
    try {
      return await startDaemon(loaded, {
        signal,
        serveControl: true,
        onRequest,
        ...(console && { console }),
      });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  /** Files that are wrong keep the configuration that worked. */
  async #reread(loaded: LoadedConfig): Promise<LoadedConfig> {
    try {
      return await loaded.reread();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#say(`the files are not in force, the configuration before is: ${reason}`);
      return loaded;
    }
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
}
