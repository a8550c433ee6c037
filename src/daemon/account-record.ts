import type { Queryable } from '../core/database.js';
import type { Self } from '../core/messenger.js';
import type { AccountHealth } from '../core/outcome.js';

/** The account as the rest of the tables name it. */
export const accountKey = (userId: number): string => `user:${userId}`;

/** How the account was last seen. */
export interface AccountRecord {
  readonly health: AccountHealth;
  readonly healthReason: string;
}

/** Whose session it is, when it was seen before: session strings do not say. */
export async function accountOfSession(
  db: Queryable,
  sessionKey: string,
): Promise<number | undefined> {
  const [row] = await db.query<{ user_id: number }>(
    `select user_id from ${db.schema}.accounts where session_key = $1`,
    [sessionKey],
  );
  return row?.user_id;
}

/** Remembers who logged in, and that the account was well when it did. */
export async function recordOnline(
  db: Queryable,
  self: Self,
  sessionKey: string,
  now: number,
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.accounts as known
       (account, user_id, session_key, name, username, health, health_reason, health_since)
     values ($1, $2, $3, $4, $5, 'ok', 'connected', $6)
     on conflict (account) do update set
       session_key = excluded.session_key, name = excluded.name, username = excluded.username,
       health = 'ok', health_reason = excluded.health_reason,
       health_since = case when known.health = 'ok' then known.health_since else excluded.health_since end`,
    [
      accountKey(self.id),
      self.id,
      sessionKey,
      self.firstName,
      self.username ?? null,
      new Date(now),
    ],
  );
}

/** Notes that the account is not well, and why. */
export async function recordHealth(
  db: Queryable,
  account: string,
  health: AccountHealth,
  reason: string,
  now: number,
): Promise<void> {
  await db.query(
    `update ${db.schema}.accounts set health = $2, health_reason = $3, health_since = $4
     where account = $1 and health <> $2`,
    [account, health, reason, new Date(now)],
  );
}

/** How the account was last seen with this session; a new login begins anew. */
export async function readAccount(
  db: Queryable,
  account: string,
  sessionKey: string,
): Promise<AccountRecord | undefined> {
  const [row] = await db.query<{ health: AccountHealth; health_reason: string }>(
    `select health, health_reason from ${db.schema}.accounts
     where account = $1 and session_key = $2`,
    [account, sessionKey],
  );
  return row && { health: row.health, healthReason: row.health_reason };
}
