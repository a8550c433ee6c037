/**
 * Logging in by a code that another device of the account scans. States:
 *
 *   shown ──scanned, or the token's time is up, or the line broke──▶ asking ──▶ shown
 *                                                                      │
 *              password ◀──SESSION_PASSWORD_NEEDED── (moved to ◀───────┤
 *                  │                                 another centre)   │
 *                  └──────────────────▶ logged in ◀────────────────────┘
 *
 * Asking for a token is asking for the outcome as well, so that nothing is lost when Telegram's word that
 * the code was scanned does not arrive.
 * @see https://core.telegram.org/api/qr-login
 */
import { Api } from 'telegram/tl/index.js';
import type { QrLoginPrompts } from '../../../core/login.js';
import { TelegramError } from '../failure.js';
import type { LoginCaller, LoginCallerOptions } from './login-caller.js';
import { nobodyScanned, otherAccount } from './login-errors.js';
import { givePassword } from './login-password.js';
import { type LoggedIn, throughSteps, userOf } from './login-steps.js';

export interface QrLoginOptions extends LoginCallerOptions {
  readonly prompts: QrLoginPrompts;
}

/** Tokens live about 30 s; the next one is there before the old one ends. */
const RENEW_BEFORE_MS = 2_000;
/** Between two tokens, also when the machine's clock is so wrong that each seems to have expired. */
const LEAST_SHOWN_MS = 1_000;
/** Then nobody is going to scan it any more. */
const MOST_PATIENCE_MS = 10 * 60_000;

/**
 * Logs in by a `tg://login` link, shown as a QR code, and the password where the account has one.
 * @throws PostaciError `LOGIN_FAILED` (also when the code was scanned with another account than the
 * configured phone number's), `ACCOUNT_BANNED` or `TELEGRAM_UNREACHABLE`; the signal's reason
 */
export function loginByQr(options: QrLoginOptions): Promise<LoggedIn> {
  return throughSteps(options, (caller) => new QrLogin(caller, options).run());
}

class QrLogin {
  readonly #caller: LoginCaller;
  readonly #options: QrLoginOptions;
  #scanned = new AbortController();

  constructor(caller: LoginCaller, options: QrLoginOptions) {
    this.#caller = caller;
    this.#options = options;
    caller.onUpdates((updates) => {
      if (saysScanned(updates)) this.#scanned.abort();
    });
  }

  async run(): Promise<Api.auth.TypeAuthorization> {
    const authorization = await this.#authorization();
    await this.#checkAccount(userOf(authorization));
    return authorization;
  }

  async #authorization(): Promise<Api.auth.TypeAuthorization> {
    try {
      return await this.#untilScanned();
    } catch (error) {
      const needed = error instanceof TelegramError && error.text === 'SESSION_PASSWORD_NEEDED';
      if (!needed) throw error;
      return givePassword(this.#caller, this.#options.prompts);
    }
  }

  async #untilScanned(): Promise<Api.auth.TypeAuthorization> {
    const { clock, prompts } = this.#options;
    const until = clock.now() + MOST_PATIENCE_MS;
    while (clock.now() < until) {
      this.#scanned = new AbortController();
      const answer = await this.#ask();
      if (answer instanceof Api.auth.LoginTokenSuccess) return answer.authorization;
      const expiresAt = answer.expires * 1_000 - this.#caller.serverOffsetMs;
      await prompts.showQr(linkTo(answer), expiresAt);
      await this.#newsBefore(Math.max(expiresAt - RENEW_BEFORE_MS, clock.now() + LEAST_SHOWN_MS));
    }
    throw nobodyScanned();
  }

  /** A token to be shown, or the outcome, wherever the account lives. */
  async #ask(): Promise<Api.auth.LoginToken | Api.auth.LoginTokenSuccess> {
    const { apiId, apiHash } = this.#options.account;
    const request = { apiId, apiHash: apiHash.reveal(), exceptIds: [] };
    let answer = await this.#caller.invoke(new Api.auth.ExportLoginToken(request));
    if (answer instanceof Api.auth.LoginTokenMigrateTo) {
      this.#caller.moveTo(answer.dcId);
      const { token } = answer;
      answer = await this.#caller.invoke(new Api.auth.ImportLoginToken({ token }));
    }
    if (answer instanceof Api.auth.LoginTokenMigrateTo) {
      throw new TelegramError(303, `USER_MIGRATE_${answer.dcId}`);
    }
    return answer;
  }

  /** Waits until the code was scanned, the line broke, or it is time for another token. */
  async #newsBefore(untilMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    const news = [signal, this.#scanned.signal, this.#caller.lineEnded];
    try {
      await clock.sleepUntil(untilMs, AbortSignal.any(news));
    } catch {
      signal.throwIfAborted();
    }
  }

  /** Whoever scans the code chooses the account; it has to be the configured one. */
  async #checkAccount({ phone = '' }: Api.User): Promise<void> {
    const expected = this.#options.account.phone;
    if (!expected || !phone || digits(phone) === digits(expected)) return;
    await this.#caller.invoke(new Api.auth.LogOut());
    throw otherAccount();
  }
}

function saysScanned(updates: Api.TypeUpdates): boolean {
  const each = 'updates' in updates ? updates.updates : 'update' in updates ? [updates.update] : [];
  return each.some((update) => update instanceof Api.UpdateLoginToken);
}

function linkTo({ token }: Api.auth.LoginToken): string {
  return `tg://login?token=${token.toString('base64url')}`;
}

function digits(phone: string): string {
  return phone.replace(/\D/g, '');
}
