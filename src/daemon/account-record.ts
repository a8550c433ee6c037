import { type Queryable, type Row, toTimestamp } from '../core/database.js';
import type { HealthState } from '../core/health.js';
import type { Self } from '../core/messenger.js';
import type { AccountHealth } from '../core/outcome.js';
import { ENDS } from './health/words.js';

/** The account as the rest of the tables name it. */
export const accountKey = (userId: number): string => `user:${userId}`;

/** How the account was last seen, and which of it the operator was told. */
export interface AccountRecord extends HealthState {
  /** The health that the operator knows of. */
  readonly alerted: AccountHealth;
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

/**
 * Remembers who logged in. An ended session is over with that; anything else that the account's health was
 * may still be so.
 */
export async function recordOnline(
  db: Queryable,
  self: Self,
  sessionKey: string,
  now: number,
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.accounts as known
       (account, user_id, session_key, name, username, health, health_reason, health_since,
        first_online_at)
     values ($1, $2, $3, $4, $5, 'ok', '', $6, $6)
     on conflict (account) do update set
       session_key = excluded.session_key, name = excluded.name, username = excluded.username,
       first_online_at = coalesce(known.first_online_at, excluded.first_online_at),
       health = case when known.health = any ($7) then 'ok' else known.health end,
       health_reason = case when known.health = any ($7) then '' else known.health_reason end,
       health_since = case when known.health = any ($7) then $6 else known.health_since end`,
    [
      accountKey(self.id),
      self.id,
      sessionKey,
      self.firstName,
      self.username ?? null,
      new Date(now),
      ENDS,
    ],
  );
}

/** Stores how the account is. Nothing to store it with before it was first seen. */
export async function recordHealth(
  db: Queryable,
  account: string,
  { health, reason, since, until }: HealthState,
): Promise<void> {
  await db.query(
    `update ${db.schema}.accounts
     set health = $2, health_reason = $3, health_since = $4, health_until = $5
     where account = $1`,
    [account, health, reason, new Date(since), until === null ? null : toTimestamp(until)],
  );
}

/** Notes that the operator knows of it. */
export async function recordAlerted(
  db: Queryable,
  account: string,
  health: AccountHealth,
): Promise<void> {
  await db.query(`update ${db.schema}.accounts set alerted_health = $2 where account = $1`, [
    account,
    health,
  ]);
}

/** How the account was last seen, with whatever session. */
export async function readHealth(
  db: Queryable,
  account: string,
): Promise<AccountRecord | undefined> {
  const [row] = await db.query<RecordRow>(
    `select ${RECORD} from ${db.schema}.accounts where account = $1`,
    [account],
  );
  return row && recordOf(row);
}

/** How the account was last seen with this session; a new login begins anew. */
export async function readAccount(
  db: Queryable,
  account: string,
  sessionKey: string,
): Promise<AccountRecord | undefined> {
  const [row] = await db.query<RecordRow>(
    `select ${RECORD} from ${db.schema}.accounts where account = $1 and session_key = $2`,
    [account, sessionKey],
  );
  return row && recordOf(row);
}

const RECORD = 'health, health_reason, health_since, health_until, alerted_health';

interface RecordRow extends Row {
  readonly health: AccountHealth;
  readonly health_reason: string;
  readonly health_since: number;
  readonly health_until: number | null;
  readonly alerted_health: AccountHealth | null;
}

function recordOf(row: RecordRow): AccountRecord {
  return {
    health: row.health,
    reason: row.health_reason,
    since: row.health_since,
    until: row.health_until,
    // Nobody is told that all is well before anything was not.
    alerted: row.alerted_health ?? 'ok',
  };
}
