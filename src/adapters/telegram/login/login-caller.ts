import type { Api } from 'telegram/tl/index.js';
import type { Clock } from '../../../core/clock.js';
import type { AccountSettings } from '../../../core/config.js';
import type { Logger } from '../../../core/logger.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { addressOf, type DataCentreAddress, FIRST_DC_ID, trust } from '../line/data-centres.js';
import { by } from '../line/deadline.js';
import { Link } from '../line/link.js';
import { type Route, routeOf } from '../line/route.js';
import { DEFAULT_TIMINGS, type Timings } from '../line/timings.js';
import { AUTH_KEY_LENGTH } from '../session/session.js';

export interface LoginCallerOptions {
  readonly account: AccountSettings;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings?: Partial<Timings>;
}

/**
 * Of about 40,000 numbers as large as Telegram's, GramJS takes one for a product of 1 and itself when it
 * agrees on a key, and the server hangs up; the next number is another one. And one key in 256 is too short.
 */
const MOST_ATTEMPTS = 4;

/**
 * The line of one login: makes a key of its own, and moves to another data centre when Telegram says that
 * the account lives there. A person takes minutes between two calls, so a broken line is opened
 * again, with the same key.
 */
export class LoginCaller {
  readonly #options: LoginCallerOptions;
  readonly #timings: Timings;
  readonly #route: Route;
  #address: DataCentreAddress;
  #authKey: Buffer | undefined;
  #link: Link | undefined;
  #dataCentres: readonly DataCentreAddress[] = [];
  #hear: (updates: Api.TypeUpdates) => void = () => undefined;

  /** @throws PostaciError `CONFIG_INVALID` for a proxy that cannot be used */
  constructor(options: LoginCallerOptions) {
    const { dataCentre } = options.account;
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
    this.#route = routeOf(options.account);
    if (dataCentre) trust(dataCentre);
    this.#address = addressOf(dataCentre?.dcId ?? FIRST_DC_ID, dataCentre);
  }

  /** Where the account lives, and the key that was made there. */
  get place(): DataCentreAddress & { readonly authKey: Buffer } {
    if (!this.#authKey) throw new Error('there is no key before the first call');
    return { ...this.#address, authKey: this.#authKey };
  }

  /** Who hears what Telegram says of its own accord; nobody unless told. */
  onUpdates(handler: (updates: Api.TypeUpdates) => void): void {
    this.#hear = handler;
  }

  /** Aborts when the present line ends; the next call opens another one. */
  get lineEnded(): AbortSignal {
    return this.#link?.ended ?? AbortSignal.abort();
  }

  /** How far the server's clock is ahead, in milliseconds. */
  get serverOffsetMs(): number {
    return this.#link?.serverOffsetMs ?? 0;
  }

  /** @throws TelegramError, NoAnswer, or the signal's reason */
  async invoke<R extends Api.AnyRequest>(request: R): Promise<R['__response']> {
    const { clock, signal } = this.#options;
    try {
      const link = await this.#open();
      return await by(
        clock.now() + this.#timings.callDeadlineMs,
        link.invoke(request),
        clock,
        signal,
      );
    } catch (error) {
      const dcId = movedTo(error);
      if (dcId === undefined || dcId === this.#address.dcId) throw error;
      this.moveTo(dcId);
      return this.invoke(request);
    }
  }

  /** From now on talks to that data centre, with a new key. */
  moveTo(dcId: number): void {
    this.#options.logger.info('the account lives in another data centre', { dcId });
    this.close();
    this.#authKey = undefined;
    const { dataCentre } = this.#options.account;
    const named = this.#dataCentres.find((address) => address.dcId === dcId);
    this.#address = dataCentre || !named ? addressOf(dcId, dataCentre) : named;
  }

  close(): void {
    this.#link?.end('DISCONNECTED');
    this.#link = undefined;
  }

  async #open(): Promise<Link> {
    if (this.#link && (await this.#lives(this.#link))) return this.#link;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt();
      } catch (error) {
        const broken = error instanceof NoAnswer && error.code !== 'DEADLINE';
        if (!broken || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  async #attempt(): Promise<Link> {
    const { account, clock, logger, signal } = this.#options;
    const deadline = new AbortController();
    const opening = Link.open(
      {
        apiId: account.apiId,
        address: this.#address,
        authKey: this.#authKey,
        route: this.#route,
        clock,
        logger,
        onUpdates: (updates) => this.#hear(updates),
      },
      AbortSignal.any([signal, deadline.signal]),
    );
    try {
      const link = await by(clock.now() + this.#timings.openDeadlineMs, opening, clock, signal);
      // Clients keep a key that begins with zeros short, which no session format has room to say.
      if (link.authKey.length !== AUTH_KEY_LENGTH) {
        link.end('DISCONNECTED');
        throw new NoAnswer('DISCONNECTED', { cause: new Error('the key is too short') });
      }
      this.#link = link;
      this.#authKey = link.authKey;
      this.#dataCentres = link.dataCentres;
      return link;
    } finally {
      deadline.abort();
    }
  }

  /** A line may have broken unnoticed while a person looked for the code. */
  async #lives(link: Link): Promise<boolean> {
    const { clock, signal } = this.#options;
    try {
      await by(clock.now() + this.#timings.pingDeadlineMs, link.ping(), clock, signal);
      return true;
    } catch {
      link.end('DISCONNECTED');
      return false;
    }
  }
}

/** `PHONE_MIGRATE_4` and its siblings name the account's data centre. */
function movedTo(error: unknown): number | undefined {
  if (!(error instanceof TelegramError)) return undefined;
  const dcId = /^(?:PHONE|NETWORK|USER)_MIGRATE_(\d+)$/.exec(error.text)?.[1];
  return dcId === undefined ? undefined : Number(dcId);
}
