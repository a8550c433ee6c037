import { Api } from 'telegram/tl/index.js';
import type { LoginPrompts } from '../../../core/login.js';
import { TelegramError } from '../failure.js';
import type { LoginCaller, LoginCallerOptions } from './login-caller.js';
import { codeRequest, readSentCode, type SentCode } from './login-code.js';
import { gaveUp } from './login-errors.js';
import { givePassword } from './login-password.js';
import { type LoggedIn, throughSteps } from './login-steps.js';

export interface LoginOptions extends LoginCallerOptions {
  readonly prompts: LoginPrompts;
}

/** So often a person may mistype before the login is given up: Telegram itself allows few. */
const MOST_CODES = 5;
/** Words that ask for another code instead of giving one. */
const RESEND = /^(resend|r)$/i;

/**
 * Logs in with phone, code and, where set, the two-step verification password. Never signs up.
 * @throws PostaciError `LOGIN_FAILED`, `ACCOUNT_BANNED` or `TELEGRAM_UNREACHABLE`; the signal's reason
 */
export function login(options: LoginOptions): Promise<LoggedIn> {
  return throughSteps(options, (caller) => new Login(caller, options).run());
}

class Login {
  readonly #caller: LoginCaller;
  readonly #options: LoginOptions;

  constructor(caller: LoginCaller, options: LoginOptions) {
    this.#caller = caller;
    this.#options = options;
  }

  async run(): Promise<Api.auth.TypeAuthorization> {
    const { account, prompts } = this.#options;
    return this.#signIn(account.phone ?? (await prompts.phone()));
  }

  async #signIn(phone: string): Promise<Api.auth.TypeAuthorization> {
    const { clock, prompts } = this.#options;
    let sent = await this.#sendCode(phone);
    let problem: string | undefined;
    for (let asked = 0; asked < MOST_CODES; asked++) {
      const answer = (await prompts.code(codeRequest(sent, clock, problem))).trim();
      problem = undefined;
      if (RESEND.test(answer)) {
        sent = await this.#resend(phone, sent);
        continue;
      }
      try {
        const phoneCode = answer.replace(/[\s-]/g, '');
        const code = { phoneNumber: phone, phoneCodeHash: sent.hash, phoneCode };
        return await this.#caller.invoke(new Api.auth.SignIn(code));
      } catch (error) {
        const text = error instanceof TelegramError ? error.text : '';
        if (text === 'SESSION_PASSWORD_NEEDED') return givePassword(this.#caller, prompts);
        if (text === 'PHONE_CODE_EXPIRED') {
          prompts.notify('That code has expired; Telegram sends a new one.');
          sent = await this.#sendCode(phone);
        } else if (text === 'PHONE_CODE_INVALID' || text === 'PHONE_CODE_EMPTY') {
          problem = 'Telegram says that this is not the code.';
        } else throw error;
      }
    }
    throw gaveUp('The code');
  }

  async #sendCode(phone: string): Promise<SentCode> {
    const { account, clock } = this.#options;
    const request = new Api.auth.SendCode({
      phoneNumber: phone,
      apiId: account.apiId,
      apiHash: account.apiHash.reveal(),
      settings: new Api.CodeSettings({}),
    });
    return readSentCode(onlyCode(await this.#caller.invoke(request)), clock);
  }

  /** Has the code sent another way, once Telegram's time for that has come. */
  async #resend(phone: string, sent: SentCode): Promise<SentCode> {
    const { clock, prompts } = this.#options;
    const { canResend, timeoutSeconds } = codeRequest(sent, clock);
    if (!canResend) {
      prompts.notify(
        timeoutSeconds > 0
          ? `Telegram sends no other code for another ${timeoutSeconds} s.`
          : 'Telegram has no other way to send the code.',
      );
      return sent;
    }
    const request = { phoneNumber: phone, phoneCodeHash: sent.hash };
    const answer = await this.#caller.invoke(new Api.auth.ResendCode(request));
    return readSentCode(onlyCode(answer), clock);
  }
}

function onlyCode(answer: Api.auth.TypeSentCode): Api.auth.SentCode {
  if (answer instanceof Api.auth.SentCode) return answer;
  throw new TelegramError(400, answer.className);
}
