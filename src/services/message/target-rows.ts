import { type Queryable, type Row, toTimestamp } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import { type Rotation, readRotation } from '../../lib/templates/rotation.js';

const HOUR_MS = 3_600_000;

/** Where the service stands with one target. Times are milliseconds since the epoch. */
export interface TargetState {
  /** `Infinity` when its cron expression never comes due again. */
  readonly nextDueAt: number;
  readonly lastDueAt?: number;
  readonly rotation: Rotation;
}

/** One target of one account in `message_targets`. */
export interface TargetRow {
  readonly account: string;
  /** See `targetKey`. */
  readonly key: string;
  readonly peer: PeerId;
  /** As the operator wrote it. */
  readonly written: string;
  /** See `scheduleText`. */
  readonly schedule: string;
}

/** The peers that the account's targets turned out to be when they were last found, by what was written. */
export async function rememberedPeers(
  db: Queryable,
  account: string,
): Promise<ReadonlyMap<string, PeerId>> {
  const rows = await db.query<Row & { written: string; peer_id: number }>(
    `select written, peer_id from ${db.schema}.message_targets
      where account = $1 order by last_due_at nulls first`,
    [account],
  );
  return new Map(rows.map((row) => [row.written, row.peer_id]));
}

/**
 * Gives a target's next due time. A target that is new, or whose schedule changed, starts anew at `firstDueAt`,
 * and keeps its rotation.
 */
export async function openTarget(
  tx: Queryable,
  { account, key, peer, written, schedule }: TargetRow,
  firstDueAt: number,
): Promise<number> {
  const [row] = await tx.query<Row & { next_due_at: number }>(
    `insert into ${tx.schema}.message_targets as known
       (account, target, peer_id, written, schedule, next_due_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (account, target) do update set
       written = excluded.written, schedule = excluded.schedule,
       next_due_at = case when known.schedule = excluded.schedule
         then known.next_due_at else excluded.next_due_at end,
       last_due_at = case when known.schedule = excluded.schedule then known.last_due_at end
     returning next_due_at`,
    [account, key, peer, written, schedule, toTimestamp(firstDueAt)],
  );
  if (!row) throw new Error(`the target ${key} was neither there nor added`);
  return row.next_due_at;
}

/** Reads a target's state, and keeps others from changing it until the transaction ends. */
export async function lockTarget(
  tx: Queryable,
  account: string,
  key: string,
): Promise<TargetState | undefined> {
  const [row] = await tx.query<
    Row & { next_due_at: number; last_due_at: number | null; recent_templates: unknown }
  >(
    `select next_due_at, last_due_at, recent_templates from ${tx.schema}.message_targets
      where account = $1 and target = $2 for update`,
    [account, key],
  );
  return (
    row && {
      nextDueAt: row.next_due_at,
      ...(row.last_due_at !== null && { lastDueAt: row.last_due_at }),
      rotation: readRotation(row.recent_templates),
    }
  );
}

/** Writes a target's state. */
export async function saveTarget(
  tx: Queryable,
  account: string,
  key: string,
  { nextDueAt, lastDueAt, rotation }: TargetState,
): Promise<void> {
  await tx.query(
    `update ${tx.schema}.message_targets
        set next_due_at = $3, last_due_at = $4, recent_templates = $5
      where account = $1 and target = $2`,
    [
      account,
      key,
      toTimestamp(nextDueAt),
      lastDueAt === undefined ? null : new Date(lastDueAt),
      JSON.stringify(rotation),
    ],
  );
}

/** What became of an earlier message of a target. */
export type Fate =
  /** On its way. One that is too late by now is not. */
  | 'open'
  /** It went, or may have gone. */
  | 'seen'
  /** Nobody will see it: expired, refused, failed. */
  | 'unseen';

/** Asks the outbox what became of one intent. */
export async function fateOf(tx: Queryable, intent: number, now: number): Promise<Fate> {
  const [row] = await tx.query<Row & { fate: Fate }>(
    `select case
        when state = 'sending' then 'open'
        when state in ('draft', 'queued') and (expires_at is null or expires_at > $2) then 'open'
        when state in ('sent', 'unknown') then 'seen'
        else 'unseen' end as fate
      from ${tx.schema}.outbox where id = $1`,
    [intent, new Date(now)],
  );
  // Rows are cleared away long after they have ended.
  return row?.fate ?? 'seen';
}

/** Keeps what a look at a chat told: its title, and the slow mode that the guard goes by. */
export async function saveChat(
  db: Queryable,
  account: string,
  peer: PeerId,
  { title, slowModeSeconds }: { readonly title: string; readonly slowModeSeconds: number },
): Promise<void> {
  await db.query(
    `insert into ${db.schema}.chats (account, peer_id, title, slow_mode_seconds)
     values ($1, $2, $3, $4)
     on conflict (account, peer_id) do update set
       title = excluded.title, slow_mode_seconds = excluded.slow_mode_seconds`,
    [account, peer, title, slowModeSeconds],
  );
}

/** How many messages an hour others wrote in a chat, over the `hours` before `now`. */
export async function heardPerHour(
  tx: Queryable,
  account: string,
  peer: PeerId,
  { now, hours }: { readonly now: number; readonly hours: number },
): Promise<number> {
  const since = now - hours * HOUR_MS;
  const rows = await tx.query<Row & { hour: number; heard: number }>(
    `select hour, heard from ${tx.schema}.activity
      where account = $1 and peer_id = $2 and hour > $3 and hour <= $4`,
    [account, peer, new Date(since - HOUR_MS), new Date(now)],
  );
  // Of the hour in which the span begins, only the part within it counts.
  const share = (hour: number) => Math.min(1, (hour + HOUR_MS - since) / HOUR_MS);
  return rows.reduce((sum, { hour, heard }) => sum + heard * share(hour), 0) / hours;
}
