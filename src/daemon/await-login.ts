import { serveControl } from '../control/server.js';
import type { Clock } from '../core/clock.js';
import type { Config } from '../core/config.js';
import { type ErrorCode, PostaciError } from '../core/errors.js';
import { isAbort } from '../lib/abort.js';
import { createEventBus } from '../lib/event-bus.js';
import { ControlDoor } from './control/door.js';
import { lookAtFiles } from './reload/look-at-files.js';

/** How often the session file is looked at. */
const LOOK_EVERY_MS = 1_000;

/** What another login mends. A ban and a freeze it does not. */
const MENDED: readonly ErrorCode[] = ['LOGIN_REQUIRED', 'ACCOUNT_LOGGED_OUT', 'ACCOUNT_TAKEN'];

/** Would a login bring a daemon back that ended so? Where the session is a string in the configuration, it would not. */
export function isMendedByLogin(error: unknown, { account }: Config): error is PostaciError {
  return error instanceof PostaciError && MENDED.includes(error.code) && !account.sessionString;
}

/** How the session file looks: another text once somebody has logged in. */
export function lookAtSession({ account }: Config): Promise<string> {
  return lookAtFiles([account.sessionFile]);
}

export interface LoginWait {
  readonly config: Config;
  readonly clock: Clock;
  /** How the session file looked before the daemon started that could not go on with it. */
  readonly before: string;
  /** Why it could not; whoever asks meanwhile is told. */
  readonly reason: PostaciError;
  /** Called once the control socket answers. */
  readonly onWaiting: () => void;
}

/**
 * Waits until somebody has logged in. The control socket answers meanwhile: the process is alive, and says what it waits for.
 * @returns false when the signal aborted first
 */
export async function awaitLogin(
  { config, clock, before, reason, onWaiting }: LoginWait,
  signal: AbortSignal,
): Promise<boolean> {
  const { controlSocket: socketPath, http } = config;
  const door = new ControlDoor(
    new PostaciError('LOGIN_REQUIRED', reason.problem, 'Log in: postaci --interactive'),
    { ready: false, connected: false, leased: false, migrated: false },
  );
  const events = createEventBus();
  const stop = await serveControl({ socketPath, handlers: door.handlers, events, clock, http });
  try {
    onWaiting();
    while ((await lookAtSession(config)) === before) {
      await clock.sleepUntil(clock.now() + LOOK_EVERY_MS, signal);
    }
    return true;
  } catch (error) {
    if (isAbort(error, signal)) return false;
    throw error;
  } finally {
    await stop();
  }
}
