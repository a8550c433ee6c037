import type { Queryable, Row } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import type { SpamBreakerSettings } from '../core/settings.js';
import { addRestriction, type RestrictionDraft } from './restrictions.js';

/** What the source documents ask for. */
export const DEFAULT_SPAM_BREAKER: SpamBreakerSettings = {
  threshold: 3,
  minCooldownMs: 3_600_000,
  maxCooldownMs: 24 * 3_600_000,
};

/** After so long without another, the next silence is a first one again. */
const FORGIVEN_AFTER_MS = 24 * 3_600_000;

const REASON =
  'Telegram says that the account writes to too many strangers. Ask @SpamBot in Telegram how long it is limited; `postaci lift` ends the silence early';

/**
 * Telegram found that the account writes to too many strangers (PEER_FLOOD). Messages to people stop, and
 * so does what nobody asked for in the chat that it was said of; when it is said `threshold` times with
 * nothing sent in between, the breaker opens: nothing unsolicited goes anywhere.
 * @returns until when the intent waits, in milliseconds since the epoch
 */
export async function noteSpamLimit(
  tx: Queryable,
  { account, peer, budget }: Intent,
  code: string,
  settings: SpamBreakerSettings,
  now: number,
): Promise<number> {
  const silence = async (draft: Pick<RestrictionDraft, 'scope' | 'peer' | 'budget'>) => {
    const until = now + (await cooldownMs(tx, { account, code, ...draft }, settings, now));
    await addRestriction(tx, { account, code, ...draft, reason: REASON, since: now, until });
    return until;
  };
  const people = await silence({ scope: 'people' });
  if ((await errorsInARow(tx, account, code)) >= settings.threshold) {
    const all = await silence({ scope: 'account', budget: 'unsolicited' });
    return peer > 0 ? Math.max(people, all) : all;
  }
  return peer > 0 ? people : silence({ scope: 'peer', peer, budget });
}

/** Twice as long as the last time, when that is not long ago. */
async function cooldownMs(
  tx: Queryable,
  { account, code, scope, peer }: Pick<RestrictionDraft, 'account' | 'code' | 'scope' | 'peer'>,
  { minCooldownMs, maxCooldownMs }: SpamBreakerSettings,
  now: number,
): Promise<number> {
  const [last] = await tx.query<Row & { since: number; until: number }>(
    `select since, until from ${tx.schema}.restrictions
     where account = $1 and scope = $2 and code = $3 and peer_id is not distinct from $4::bigint
     order by since desc, id desc limit 1`,
    [account, scope, code, peer ?? null],
  );
  if (!last || now - last.until >= FORGIVEN_AFTER_MS) return minCooldownMs;
  return Math.max(minCooldownMs, Math.min(maxCooldownMs, 2 * (last.until - last.since)));
}

/** Each error left one restriction of messages to people; an operator's lift forgets them. */
async function errorsInARow(tx: Queryable, account: string, code: string): Promise<number> {
  const [row] = await tx.query<Row & { count: number }>(
    `select count(*)::integer as count from ${tx.schema}.restrictions
     where account = $1 and scope = 'people' and code = $2 and lifted_at is null
       and since >= coalesce((select at from ${tx.schema}.ledger
         where account = $1 and budget = 'unsolicited' and outcome = 'sent'
         order by at desc limit 1), '-infinity')`,
    [account, code],
  );
  return row?.count ?? 0;
}
