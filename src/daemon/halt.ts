import { type ErrorCode, PostaciError } from '../core/errors.js';
import type { AccountHealth, Outcome } from '../core/outcome.js';
import { recordHealth } from './account-record.js';
import type { Background } from './background.js';
import type { Ground } from './ground.js';

/** What an account's end is called, and what a person does about it. */
const ENDS: Partial<Record<AccountHealth, readonly [ErrorCode, string]>> = {
  'logged-out': ['ACCOUNT_LOGGED_OUT', 'Log in again: postaci login'],
  taken: [
    'ACCOUNT_TAKEN',
    'Make sure that no other program uses this session, then log in again: postaci login',
  ],
  banned: ['ACCOUNT_BANNED', 'Write to recover@telegram.org from the account’s owner'],
  frozen: ['ACCOUNT_FROZEN', 'Appeal in an official Telegram app, as it describes'],
};

/** The error that ends the daemon when its account can't go on. */
export function haltError(health: AccountHealth, reason: string): PostaciError {
  const [code, remedy] = ENDS[health] ?? ['ACCOUNT_LOGGED_OUT', 'Log in again: postaci login'];
  return new PostaciError(code, `the account has stopped: ${reason}`, remedy);
}

/**
 * What to do when the account can't go on without a person, whoever notices first: it is told, recorded
 * for the next start, and ends the daemon. Only the first call counts.
 */
export function haltOnce(
  { clock, database, events, logger }: Ground,
  account: string,
  background: Background,
): (outcome: Extract<Outcome, { status: 'halt' }>) => void {
  let halted = false;
  return ({ health, reason, code }) => {
    if (halted) return;
    halted = true;
    const at = clock.now();
    events.publish({ type: 'health', at, health, reason });
    logger.error(`the account has stopped: ${reason}`, { code, health });
    void recordHealth(database, account, health, reason, at)
      .catch((error: unknown) => logger.error('the account’s health was not recorded', { error }))
      .finally(() => background.fail(haltError(health, reason)));
  };
}

/** The health that an error of connecting tells of; undefined when the account itself may be well. */
export function healthIn(error: unknown): AccountHealth | undefined {
  if (!(error instanceof PostaciError)) return undefined;
  const found = Object.entries(ENDS).find(([, [code]]) => code === error.code);
  return found?.[0] as AccountHealth | undefined;
}
