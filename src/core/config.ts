import type { CommentSettings } from './comment-settings.js';
import type { DmSettings } from './dm-settings.js';
import type { ServiceName } from './intent.js';
import type { InterfaceLanguage } from './languages.js';
import type { LlmSettings } from './llm-settings.js';
import type { PeopleSettings } from './people.js';
import type { ReplySettings } from './reply-settings.js';
import type { KeyOnDemand, Secret } from './secret.js';
import type { Limits, MessageSettings, SpamBreakerSettings } from './settings.js';

/** A data centre of one's own, for the sandbox: Telegram's own when absent. */
export interface DataCentre {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  /** PKCS#1 PEM. */
  readonly publicKeyPem: string;
}

export type ProxySettings =
  | {
      readonly type: 'socks5';
      readonly host: string;
      readonly port: number;
      readonly username?: string;
      readonly password?: Secret;
    }
  | {
      readonly type: 'mtproxy';
      readonly host: string;
      readonly port: number;
      readonly secret: Secret;
    };

export interface AccountSettings {
  readonly apiId: number;
  readonly apiHash: Secret;
  /** International, `+` and digits. Absent when a session string is given. */
  readonly phone?: string;
  /** `TELEGRAM_SESSION_STRING`: GramJS's or Telethon's. */
  readonly sessionString?: Secret;
  /** Absolute path of the session file. */
  readonly sessionFile: string;
  /** `ENCRYPTION_KEY`; without it sessions are kept only when `sessionPlain`. */
  readonly encryptionKey?: Secret;
  /** `SESSION_PLAIN=true`: asked for explicitly. */
  readonly sessionPlain: boolean;
  readonly proxy?: ProxySettings;
  readonly dataCentre?: DataCentre;
}

export type StorageSettings =
  | {
      readonly kind: 'postgres';
      /** A libpq-style URL without `?schema=`. */
      readonly url: Secret;
      /** Unescaped schema name, e.g. `customer1`. */
      readonly schema: string;
    }
  | {
      readonly kind: 'embedded' /** Absolute. */;
      readonly directory: string;
      readonly schema: string;
    };

export interface LogSettings {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Absolute; holds `bot.log`. */
  readonly directory: string;
  readonly console: 'text' | 'json';
}

/** The control contract over HTTP, beside the socket. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  /** `ADMIN_TOKEN`; without it health, readiness and metrics are all that is served. */
  readonly token?: Secret;
  /** Metrics need no token. */
  readonly metricsOpen: boolean;
}

/** How the operator is told what cannot wait to be asked; the log tells it always. */
export interface AlertSettings {
  /** Nothing was sent for so long although something runs: worth an alert; undefined: never. */
  readonly silentAfterMs?: number;
  /** Write it to the account's own Saved Messages, where the account can. */
  readonly savedMessages: boolean;
  /** `ALERT_WEBHOOK_URL`: alerts are POSTed there; it may hold a token. */
  readonly webhookUrl?: Secret;
}

/** `auto`: the screen in a terminal, log lines in a container, where a key opens the screen. */
export const TERMINAL_MODES = ['auto', 'screen', 'lines', 'none'] as const;
export type TerminalMode = (typeof TERMINAL_MODES)[number];

/** Everything that the daemon needs, validated and frozen. Built by `src/config`. */
export interface Config {
  /** `CUSTOMER_ID`; "default" without one. */
  readonly customer: string;
  /** Absolute: `data/<customer>`; holds the customer's files, the control socket, the embedded database. */
  readonly dataDirectory: string;
  /** `BOT_ENABLED=false` starts the daemon paused. */
  readonly enabled: boolean;
  readonly services: readonly ServiceName[];
  readonly account: AccountSettings;
  readonly storage: StorageSettings;
  readonly redisUrl?: Secret;
  readonly limits: Limits;
  readonly spamBreaker: SpamBreakerSettings;
  readonly message: MessageSettings;
  readonly reply: ReplySettings;
  readonly dm: DmSettings;
  readonly comment: CommentSettings;
  /** Absent: no service that runs has anything written. */
  readonly llm?: LlmSettings;
  /** Absolute: the customer's own prompts, where there are any. */
  readonly promptsDirectory: string;
  readonly people: PeopleSettings;
  readonly alerts: AlertSettings;
  /** Absent: the control contract is served on its socket only. */
  readonly http?: HttpSettings;
  /** `SENTRY_DSN`: faults of the program are reported there. */
  readonly sentryDsn?: Secret;
  /** What the terminal and the command line speak; absent: the environment's `LANG` decides. */
  readonly interfaceLanguage?: InterfaceLanguage;
  /** What `postaci run` shows in a terminal. */
  readonly terminal: TerminalMode;
  readonly log: LogSettings;
  /** How long a session's lease outlives its holder: after a crash nobody else may start before. */
  readonly leaseTtlMs: number;
  /** Absolute path of the control socket. */
  readonly controlSocket: string;
  /** The key under which refusals of forgotten people are kept. */
  readonly forgottenKey: Secret & KeyOnDemand;
}
