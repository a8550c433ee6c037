import { Api } from 'telegram/tl/index.js';
import type { Self } from '../../../core/messenger.js';
import { TelegramError } from '../failure.js';
import { selfOf } from '../self.js';
import type { TelegramSession } from '../session/session.js';
import { LoginCaller, type LoginCallerOptions } from './login-caller.js';
import { loginError } from './login-errors.js';

/** What a login brings. The caller keeps the session (`saveSession`). */
export interface LoggedIn {
  readonly session: TelegramSession;
  readonly self: Self;
}

/**
 * Goes through the steps of a login on a line of its own. Never signs up.
 * @throws PostaciError, worded for the person at the terminal; the signal's reason
 */
export async function throughSteps(
  options: LoginCallerOptions,
  steps: (caller: LoginCaller) => Promise<Api.auth.TypeAuthorization>,
): Promise<LoggedIn> {
  options.signal.throwIfAborted();
  const caller = new LoginCaller(options);
  try {
    const self = selfOf(userOf(await steps(caller)));
    return { session: { ...caller.place, userId: self.id }, self };
  } catch (error) {
    options.signal.throwIfAborted();
    throw loginError(error, options.clock.now());
  } finally {
    caller.close();
  }
}

/** @throws TelegramError when nobody has been logged in */
export function userOf(authorization: Api.auth.TypeAuthorization): Api.User {
  if (authorization instanceof Api.auth.AuthorizationSignUpRequired) {
    throw new TelegramError(400, 'PHONE_NUMBER_UNOCCUPIED');
  }
  if (!(authorization.user instanceof Api.User)) throw new TelegramError(500, 'AUTH_USER_EMPTY');
  return authorization.user;
}
