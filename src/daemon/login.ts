import { login } from '../adapters/telegram/login/login.js';
import { loginByQr } from '../adapters/telegram/login/login-by-qr.js';
import { keyOf, saveSession } from '../adapters/telegram/session/session-store.js';
import { sessionString } from '../adapters/telegram/session/session-string.js';
import type { LoadedConfig } from '../config/load.js';
import { connectControl } from '../control/client.js';
import { PostaciError } from '../core/errors.js';
import type { LoginPrompts, QrLoginPrompts } from '../core/login.js';
import type { Self } from '../core/messenger.js';
import { createLogger } from '../lib/logger.js';
import { systemClock } from '../lib/system-clock.js';

export interface LogInOptions {
  readonly prompts: LoginPrompts;
  /** Log in by a code that another device scans, instead of by phone and code. */
  readonly qr?: QrLoginPrompts;
  /** False: the session is only returned, for `TELEGRAM_SESSION_STRING`. */
  readonly keepFile: boolean;
  readonly signal: AbortSignal;
}

/**
 * Logs the customer's account in. What could spoil it afterwards (no way to keep the session, a daemon that
 * uses the present one) is checked before Telegram sends a code.
 */
export async function logIn(
  { config, secrets }: LoadedConfig,
  { prompts, qr, keepFile, signal }: LogInOptions,
): Promise<{ readonly self: Self; readonly sessionString: string }> {
  if (keepFile) keyOf(config.account);
  await refuseWhileRunning(config.controlSocket);
  const { logger, close } = createLogger(config.log, secrets);
  try {
    const { account } = config;
    const common = { account, signal, clock: systemClock, logger };
    const { session, self } = qr
      ? await loginByQr({ ...common, prompts: qr })
      : await login({ ...common, prompts });
    if (keepFile) await saveSession(account, session);
    return { self, sessionString: sessionString(session) };
  } finally {
    await close();
  }
}

async function refuseWhileRunning(controlSocket: string): Promise<void> {
  try {
    await connectControl(controlSocket).status();
  } catch (error) {
    // Nobody is there, or a daemon that waits for this login.
    const free = ['DAEMON_NOT_RUNNING', 'LOGIN_REQUIRED'];
    if (error instanceof PostaciError && free.includes(error.code)) return;
    throw error;
  }
  throw new PostaciError(
    'LEASE_HELD',
    "the customer's daemon is running with the present session",
    'Stop it first, then log in.',
  );
}
