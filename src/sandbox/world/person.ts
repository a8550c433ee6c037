/** What holds an account back, as Telegram's own sanctions do. */
export type Sanction = 'limited' | 'frozen' | 'deactivated';

/** What a person's privacy settings ask of strangers. */
export type Privacy = 'open' | 'premiumOnly' | 'paidMessages' | 'nobody';

export type Language = 'tr' | 'ru' | 'en';

/** How an account logs in; a simulated person has none. */
export interface Login {
  /** Digits only. */
  readonly phone: string;
  readonly code: string;
  /** The two-step verification password. */
  readonly password?: string;
}

/** A person or bot of the world. */
export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language: Language;
  readonly login?: Login;
  /** Set for bots. */
  readonly botToken?: string;
  /** Of bots: says what it is told. */
  readonly echoes?: true;
  readonly privacy: Privacy;
  readonly sanctions: readonly Sanction[];
  /** When the sanctions began (ms since the epoch). */
  readonly sanctionedAtMs?: number;
  /** When they end by themselves (ms since the epoch). @default never */
  readonly sanctionedUntilMs?: number;
  readonly contacts: readonly number[];
  readonly blocked: readonly number[];
}

/** Telegram's own account, which sends login codes. */
export const TELEGRAM_SERVICE_ID = 777_000;

/** The bot that tells people how their account stands. */
export const SPAM_BOT_ID = 178_220_800;
