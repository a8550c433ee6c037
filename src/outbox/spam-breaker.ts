import type { Queryable, Row } from '../core/database.js';
import { addRestriction } from './restrictions.js';

const HOUR_MS = 3_600_000;
const FIRST_MS = HOUR_MS;
const LONGEST_MS = 24 * HOUR_MS;
/** After so long without another, the next is a first one again. */
const FORGIVEN_AFTER_MS = 24 * HOUR_MS;

/**
 * Telegram found that the account writes to too many strangers: nothing unsolicited for an hour, doubling
 * to a day with each time that it says so again.
 * @returns until when, in milliseconds since the epoch
 */
export async function openSpamBreaker(
  tx: Queryable,
  account: string,
  code: string,
  now: number,
): Promise<number> {
  const [last] = await tx.query<Row & { since: number; until: number }>(
    `select since, until from ${tx.schema}.restrictions
     where account = $1 and scope = 'account' and code = $2 and until < 'infinity'
     order by since desc, id desc limit 1`,
    [account, code],
  );
  const again = last !== undefined && now - last.until < FORGIVEN_AFTER_MS;
  const forMs = again ? Math.min(LONGEST_MS, 2 * (last.until - last.since)) : FIRST_MS;
  const until = now + forMs;
  await addRestriction(tx, {
    account,
    scope: 'account',
    budget: 'unsolicited',
    code,
    reason: 'Telegram says that the account writes to too many strangers',
    since: now,
    until,
  });
  return until;
}
