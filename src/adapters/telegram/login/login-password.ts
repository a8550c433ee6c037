import { computeCheck } from 'telegram/Password.js';
import { Api } from 'telegram/tl/index.js';
import type { LoginPrompts } from '../../../core/login.js';
import { TelegramError } from '../failure.js';
import type { LoginCaller } from './login-caller.js';
import { gaveUp } from './login-errors.js';

/** So often a person may mistype before the login is given up: Telegram itself allows few. */
const MOST_PASSWORDS = 5;

/**
 * The second step of a login where the account has a password.
 * @throws PostaciError `LOGIN_FAILED` when it was wrong too often; TelegramError, NoAnswer
 * @see https://core.telegram.org/api/srp
 */
export async function givePassword(
  caller: LoginCaller,
  prompts: Pick<LoginPrompts, 'password'>,
): Promise<Api.auth.TypeAuthorization> {
  let problem: string | undefined;
  for (let asked = 0; asked < MOST_PASSWORDS; asked++) {
    // Each attempt needs numbers of its own from the server.
    const settings = await caller.invoke(new Api.account.GetPassword());
    const { hint } = settings;
    const password = await prompts.password({
      ...(hint ? { hint } : {}),
      ...(problem ? { problem } : {}),
    });
    try {
      const check = await computeCheck(settings, password);
      return await caller.invoke(new Api.auth.CheckPassword({ password: check }));
    } catch (error) {
      const text = error instanceof TelegramError ? error.text : '';
      if (text === 'PASSWORD_HASH_INVALID')
        problem = 'Telegram says that this is not the password.';
      else if (text !== 'SRP_ID_INVALID') throw error;
    }
  }
  throw gaveUp('The password');
}
