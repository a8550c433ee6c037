import type { HealthState } from '../../core/health.js';
import type { AccountHealth } from '../../core/outcome.js';
import { HEALTH } from './words.js';

/** Something that holds the account back, whole or for one method. Times are milliseconds since the epoch. */
export interface Cause {
  /** Telegram's error text, or ours. */
  readonly code: string;
  readonly reason: string;
  readonly since: number;
  /** Infinity: until somebody ends it. */
  readonly until: number;
}

/** All that an account's health follows from. */
export interface HealthFacts {
  /** Telegram has ended the session. */
  readonly ended?: { readonly health: AccountHealth; readonly reason: string };
  /** Those that bind now. */
  readonly causes: readonly Cause[];
}

/** Telegram answered that the account is frozen; its app config did. */
export const FROZEN_CODES = { error: 'FROZEN_METHOD_INVALID', config: 'FROZEN' } as const;
/** Telegram answered that the account writes to strangers; @SpamBot said that it is limited. */
export const SPAM_CODES = { error: 'PEER_FLOOD', spamBot: 'SPAMBOT_LIMITED' } as const;

const BY_CODE: ReadonlyMap<string, AccountHealth> = new Map([
  [FROZEN_CODES.error, 'frozen'],
  [FROZEN_CODES.config, 'frozen'],
  [SPAM_CODES.error, 'spam-limited'],
  [SPAM_CODES.spamBot, 'spam-limited'],
]);

/** What a cause makes of the account: a wait that Telegram asks for only makes it slow. */
export const healthOf = ({ code }: Cause): AccountHealth => BY_CODE.get(code) ?? 'slow';

/**
 * How the account is: the worst of what holds it back, with the cause that lasts longest.
 * @param last what it was until now: a health that goes on began when it began
 */
export function deriveHealth(
  { ended, causes }: HealthFacts,
  last: HealthState | undefined,
  now: number,
): HealthState {
  const began = (health: AccountHealth) => (last?.health === health ? last.since : now);
  if (ended) return { ...ended, since: began(ended.health), until: null };
  let worst: { readonly health: AccountHealth; readonly cause: Cause } | undefined;
  for (const cause of causes) {
    if (cause.until <= now) continue;
    const health = healthOf(cause);
    if (!worst || isWorse(health, cause, worst)) worst = { health, cause };
  }
  if (!worst) return { health: 'ok', reason: '', since: began('ok'), until: null };
  const { health, cause } = worst;
  const until = Number.isFinite(cause.until) ? cause.until : null;
  return { health, reason: cause.reason, since: began(health), until };
}

function isWorse(
  health: AccountHealth,
  cause: Cause,
  than: { readonly health: AccountHealth; readonly cause: Cause },
): boolean {
  const difference = HEALTH[health].rank - HEALTH[than.health].rank;
  if (difference !== 0) return difference > 0;
  if (cause.until !== than.cause.until) return cause.until > than.cause.until;
  // The app config knows more of a freeze than the error that told of it first.
  return than.cause.code === FROZEN_CODES.error && cause.code === FROZEN_CODES.config;
}
