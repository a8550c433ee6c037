import type { AccountHealth } from './outcome.js';
import type { Wait } from './updates.js';

/** How the account is, and since when. Times are milliseconds since the epoch. */
export interface HealthState {
  readonly health: AccountHealth;
  /** What shows it; for `ok` nothing. */
  readonly reason: string;
  readonly since: number;
  /** When it ends by itself; null where nobody says. */
  readonly until: number | null;
}

/**
 * What Telegram's app config says of a freeze.
 * @see https://core.telegram.org/api/auth#frozen-accounts
 */
export type FreezeAnswer =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'frozen';
      readonly since?: number;
      /** When Telegram deletes the account, unless an appeal succeeds. */
      readonly deletedAt?: number;
      readonly appealUrl?: string;
    }
  /** Not now: Telegram wants patience, or there is no line. */
  | Wait;

/** Whoever can be asked whether the account is frozen. */
export interface FreezeSource {
  /** @throws the signal's reason when it aborts; what Telegram and the network may answer is a value */
  freeze(signal: AbortSignal): Promise<FreezeAnswer>;
}

/** What @SpamBot's words say, as far as they could be read. */
export type SpamBotVerdict =
  | { readonly kind: 'free' }
  /** `until` null: it names no end. */
  | { readonly kind: 'limited'; readonly until: number | null }
  /** Another language, or words that are new. */
  | { readonly kind: 'unreadable' };
