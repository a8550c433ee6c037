import type { Queryable, Row } from '../../core/database.js';
import type { PeerId } from '../../core/peer.js';
import type {
  RecordedChat,
  RecordedRestriction,
  RecordedSend,
  RecordedState,
  RecordedTarget,
} from '../../core/recording.js';
import { DAY_MS } from '../../lib/local-time.js';
import { readPrivate } from './read-private.js';
import { readQueue } from './read-queue.js';

/** No cap and no usual interval looks further back. */
const LEDGER_MS = 8 * DAY_MS;
const MOST_SENDS = 20_000;

/**
 * Reads what the next decisions about an account start from.
 * @param now milliseconds since the epoch
 * @returns undefined for an account that was never online
 */
export async function readState(
  db: Queryable,
  account: string,
  now: number,
): Promise<RecordedState | undefined> {
  const [known] = await db.query<Row & { user_id: PeerId; first_online_at: number | null }>(
    `select user_id, first_online_at from ${db.schema}.accounts where account = $1`,
    [account],
  );
  if (!known) return undefined;
  return {
    account,
    self: known.user_id,
    firstOnlineAt: known.first_online_at,
    chats: await readChats(db, account),
    targets: await readTargets(db, account),
    ledger: await readLedger(db, account, now - LEDGER_MS),
    restrictions: await readRestrictions(db, account, now),
    pauses: await db.query(
      `select service, since from ${db.schema}.pauses where account = $1 order by service`,
      [account],
    ),
    ...(await readPrivate(db, account)),
    ...(await readQueue(db, account)),
  };
}

interface ChatRow extends Row {
  readonly peer_id: PeerId;
  readonly title: string | null;
  readonly slow_mode_seconds: number;
  readonly last_heard_id: number | null;
  readonly last_heard_at: number | null;
  readonly last_own_id: number | null;
  readonly last_own_at: number | null;
  readonly taken_over_at: number | null;
}

async function readChats(db: Queryable, account: string): Promise<readonly RecordedChat[]> {
  const rows = await db.query<ChatRow>(
    `select peer_id, title, slow_mode_seconds, last_heard_id, last_heard_at, last_own_id,
       last_own_at, taken_over_at
     from ${db.schema}.chats where account = $1 order by peer_id`,
    [account],
  );
  return rows.map((row) => ({
    peer: row.peer_id,
    ...(row.peer_id < 0 && row.title !== null && { title: row.title }),
    slowModeSeconds: row.slow_mode_seconds,
    heard: { id: row.last_heard_id, at: row.last_heard_at },
    own: { id: row.last_own_id, at: row.last_own_at },
    ...(row.taken_over_at !== null && { takenOverAt: row.taken_over_at }),
  }));
}

interface TargetRow extends Row {
  readonly target: string;
  readonly peer_id: PeerId;
  readonly written: string;
  readonly schedule: string;
  readonly next_due_at: number;
  readonly last_due_at: number | null;
  readonly recent_templates: unknown;
}

/** What nobody has seen does not count for the round of templates; of what is settled only that is to be known. */
async function readTargets(db: Queryable, account: string): Promise<readonly RecordedTarget[]> {
  const rows = await db.query<TargetRow>(
    `select target, peer_id, written, schedule, next_due_at, last_due_at,
       case when exists (select 1 from ${db.schema}.outbox newest
           where newest.id = (recent_templates -> 'newest' ->> 'intent')::bigint
             and newest.state in ('refused', 'failed', 'expired'))
         then recent_templates -> 'newest' -> 'before' else recent_templates end as recent_templates
     from ${db.schema}.message_targets where account = $1 order by target`,
    [account],
  );
  return rows.map((row) => ({
    key: row.target,
    peer: row.peer_id,
    written: row.written,
    schedule: row.schedule,
    nextDueAt: finite(row.next_due_at),
    lastDueAt: row.last_due_at,
    templates: row.recent_templates,
  }));
}

async function readLedger(
  db: Queryable,
  account: string,
  since: number,
): Promise<readonly RecordedSend[]> {
  return db.query<Row & RecordedSend>(
    `select intent_id as intent, service, budget, peer_id as peer, at, outcome, instant, begins
     from ${db.schema}.ledger where account = $1 and at >= $2 order by at desc limit ${MOST_SENDS}`,
    [account, new Date(since)],
  );
}

async function readRestrictions(
  db: Queryable,
  account: string,
  now: number,
): Promise<readonly RecordedRestriction[]> {
  const rows = await db.query<Row & RecordedRestriction & { until: number }>(
    `select scope, peer_id as peer, content_kind as "contentKind", budget, code, reason, since, until
     from ${db.schema}.restrictions
     where account = $1 and lifted_at is null and until > $2 order by id`,
    [account, new Date(now)],
  );
  return rows.map((row) => ({ ...row, until: finite(row.until) }));
}

/** JSON knows no infinity. */
function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}
