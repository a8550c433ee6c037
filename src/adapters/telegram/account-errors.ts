import { type ErrorCode, PostaciError } from '../../core/errors.js';
import type { AccountHealth } from '../../core/outcome.js';
import { NoAnswer, TelegramError } from './failure.js';
import { outcomeOf } from './outcomes.js';

const CODES: Partial<Record<AccountHealth, ErrorCode>> = {
  'logged-out': 'ACCOUNT_LOGGED_OUT',
  banned: 'ACCOUNT_BANNED',
  frozen: 'ACCOUNT_FROZEN',
  taken: 'ACCOUNT_TAKEN',
};

/**
 * Does this answer end the session for good? A frozen account can still read, so it goes on.
 */
export function endsSession(error: TelegramError): boolean {
  const outcome = outcomeOf(error);
  return outcome.status === 'halt' && outcome.health !== 'frozen';
}

/**
 * The error for a person when the account could not be connected; other errors are handed back as
 * they are.
 */
export function connectError(error: unknown): unknown {
  if (error instanceof NoAnswer) {
    return new PostaciError(
      'TELEGRAM_UNREACHABLE',
      'Telegram could not be reached',
      'Check the network, and TG_PROXY_* when there is a proxy',
      { cause: error },
    );
  }
  if (!(error instanceof TelegramError)) return error;
  const outcome = outcomeOf(error);
  const code = outcome.status === 'halt' ? CODES[outcome.health] : undefined;
  const problem = `Telegram answered ${error.text}`;
  return outcome.status === 'halt' && code
    ? new PostaciError(code, problem, outcome.reason, { cause: error })
    : new PostaciError('TELEGRAM_UNREACHABLE', problem, 'Start again later', { cause: error });
}
