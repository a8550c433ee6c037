import type { PeopleLimits } from '../core/settings.js';
import { DAY_MS, type LocalClock } from '../lib/local-time.js';

/** The cap of a local day, and which day of the account it is. */
export interface ConversationCap {
  /** Conversations that the account may begin on that day. */
  readonly cap: number;
  /** Counts from the account's first, 0; without a beginning it is that. */
  readonly day: number;
}

/**
 * How many conversations may be begun on the local day of `now`: evenly up to the full cap on the last day of
 * the warm-up, and at least one. The rule, the status and the metrics all ask here.
 * @param firstOnlineAt the account's first login with postaci, in milliseconds since the epoch; null: before it
 */
export function conversationCap(
  { newConversationsPerDay, warmUpDays, accountSince }: PeopleLimits,
  clock: LocalClock,
  firstOnlineAt: number | null,
  now: number,
): ConversationCap {
  const today = dayOf(clock.local(now));
  const since = accountSince === undefined ? firstOnlineAt : Date.parse(accountSince);
  const began = accountSince === undefined && since !== null ? clock.local(since) : since;
  const day = began === null ? 0 : Math.max(0, today - dayOf(began));
  const ramped = Math.max(1, Math.floor((newConversationsPerDay * (day + 1)) / warmUpDays));
  const full = day >= warmUpDays || newConversationsPerDay < 1;
  return { cap: full ? newConversationsPerDay : ramped, day };
}

function dayOf(local: number): number {
  return Math.floor(local / DAY_MS);
}
