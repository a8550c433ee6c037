import { PostaciError } from '../../../core/errors.js';
import { connectError } from '../account-errors.js';
import { TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';

const PROBLEMS: readonly (readonly [RegExp, problem: string, remedy: string])[] = [
  [
    /^PHONE_NUMBER_INVALID$/,
    'Telegram says that there is no such phone number',
    'Give it with its country code, as in +905321234567',
  ],
  [
    /^PHONE_NUMBER_UNOCCUPIED$/,
    'There is no Telegram account with this phone number',
    'Make one in the Telegram app first: postaci never signs anybody up',
  ],
  [
    /^PHONE_NUMBER_FLOOD$|^PHONE_PASSWORD_FLOOD$/,
    'There were too many attempts with this phone number',
    'Wait a day, then try again',
  ],
  [
    /^API_ID_(INVALID|PUBLISHED_FLOOD)$/,
    'Telegram does not accept API_ID and API_HASH',
    'Copy your own pair from https://my.telegram.org/apps',
  ],
  [
    /^SEND_CODE_UNAVAILABLE$/,
    'Telegram has no further way to send a code to this phone number',
    'Wait an hour, then try again',
  ],
  [/^AUTH_RESTART$/, 'Telegram asks for the login to begin anew', 'Run `postaci login` again'],
];

/**
 * Why a login failed, for the person at the terminal.
 * @param now milliseconds since the epoch: a flood wait is told with its end
 */
export function loginError(error: unknown, now: number): unknown {
  if (!(error instanceof TelegramError)) return connectError(error);
  if (error.text === 'PHONE_NUMBER_BANNED') {
    return new PostaciError(
      'ACCOUNT_BANNED',
      'Telegram has banned this phone number',
      'Appeal to recover@telegram.org',
      { cause: error },
    );
  }
  const outcome = outcomeOf(error);
  if (outcome.status === 'wait') {
    const end = new Date(now + outcome.waitMs).toISOString();
    return failed('There were too many attempts to log in', `Try again after ${end}`, error);
  }
  const row = PROBLEMS.find(([pattern]) => pattern.test(error.text));
  if (row) return failed(row[1], row[2], error);
  return failed(`Telegram refused the login: ${error.text}`, 'Run `postaci login` again', error);
}

/** Somebody could not answer a question. */
export function gaveUp(what: string): PostaciError {
  return failed(
    `${what} was wrong too often`,
    'Run `postaci login` again when you have it at hand',
  );
}

/** Every code that was shown has expired. */
export function nobodyScanned(): PostaciError {
  return failed(
    'Nobody scanned the QR code in time',
    'Run `postaci login --qr` again, and scan it in Telegram: Settings → Devices → Link Desktop Device',
  );
}

/** A phone number is configured, and it is not that of the account that scanned the code. */
export function otherAccount(): PostaciError {
  return failed(
    'The QR code was scanned with another account than PHONE_NUMBER names; that login was undone',
    'Run `postaci login --qr` again and scan it with that account, or correct PHONE_NUMBER',
  );
}

function failed(problem: string, remedy: string, cause?: unknown): PostaciError {
  return new PostaciError('LOGIN_FAILED', problem, remedy, { cause });
}
