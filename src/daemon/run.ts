import type { LoadedConfig } from '../config/load.js';
import { collectGarbage } from '../lib/collect-garbage.js';
import { type RunningDaemon, startDaemon } from './start.js';

/** By then the start is over, with the first look at the targets and at what was missed. */
const SETTLED_AFTER_MS = 5_000;

/** How long an orderly stop may take before it is forced; below Docker's usual patience with a grace period. */
const GRACE_MS = 25_000;

/** What a second signal exits with, as a shell would say it. */
const FORCED_EXIT = 130;

/** What a fault of the program exits with, when not even the stop ends. */
const FAULT_EXIT = 1;

/**
 * Runs the daemon until SIGTERM or SIGINT (orderly: the send in flight is finished or recorded) or until it
 * must stop by itself. A second signal, or an orderly stop that hangs, ends the process at once: what was in
 * flight is taken up at the next start.
 * @throws the reason when it stopped by itself; so does whatever nobody else in the process has caught
 */
export async function runUntilSignalled(loaded: LoadedConfig): Promise<void> {
  const stopping = new AbortController();
  let daemon: RunningDaemon | undefined;
  let fault: { readonly error: unknown } | undefined;
  const stop = (exitCode: number) => {
    stopping.abort();
    setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(FORCED_EXIT);
    process.stderr.write(`${signal}: stopping in order; once more stops at once\n`);
    daemon?.logger.info(`${signal}: stopping in order`);
    stop(FORCED_EXIT);
  };
  const onFault = (error: unknown) => {
    daemon?.logger.error('a fault that nobody caught: the daemon ends', { error });
    fault ??= { error };
    stop(FAULT_EXIT);
  };
  const listeners = [
    ['SIGTERM', onSignal],
    ['SIGINT', onSignal],
    ['uncaughtException', onFault],
    ['unhandledRejection', onFault],
  ] as const;
  for (const [event, listener] of listeners) process.on(event, listener);
  try {
    daemon = await startUnlessAborted(loaded, stopping.signal);
    setTimeout(collectGarbage, SETTLED_AFTER_MS).unref();
    if (daemon) await untilEnd(daemon, stopping.signal);
    if (fault) throw fault.error;
  } finally {
    for (const [event, listener] of listeners) process.off(event, listener);
  }
}

/** Undefined when it was asked to stop while still starting: that is no failure. */
async function startUnlessAborted(
  loaded: LoadedConfig,
  signal: AbortSignal,
): Promise<RunningDaemon | undefined> {
  try {
    return await startDaemon(loaded, { signal, serveControl: true });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function untilEnd(daemon: RunningDaemon, signal: AbortSignal): Promise<void> {
  try {
    await Promise.race([daemon.failed, aborted(signal)]);
  } catch (error) {
    daemon.logger.error('the daemon ends', { error });
    throw error;
  } finally {
    // What stays behind (a lease that a lost database still holds) is taken up by the next start.
    await daemon.stop().catch((error: unknown) => {
      daemon.logger.error('not everything ended in order', { error });
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
