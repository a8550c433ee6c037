import type { Queryable } from '../../core/database.js';
import type { RecordedChat, RecordedMessage, RecordedState } from '../../core/recording.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { seedPrivate } from './seed-private.js';
import { NEWER_ID, OLDER_ID, seedQueue } from './seed-queue.js';
import { momentOf, seedRows } from './seed-rows.js';

/** Puts an account's recorded standing into an empty database. */
export async function seedState(tx: Queryable, state: RecordedState): Promise<void> {
  const { account } = state;
  const { schema } = tx;
  await tx.query(
    `insert into ${schema}.accounts (account, user_id, name, health, health_reason, health_since, first_online_at)
     values ($1, $2, '', 'ok', '', $3, $4)`,
    [account, state.self, new Date(0), momentOf(state.firstOnlineAt)],
  );
  await seedRows(
    tx,
    `chats (account, peer_id, title, slow_mode_seconds, last_heard_id, last_heard_at, last_own_id, last_own_at,
      taken_over_id, taken_over_at)
    select $1, peer, title, slow, heard_id, heard_at, own_id, own_at, taken_id, taken_at
      from jsonb_to_recordset($2::jsonb) as one (peer bigint, title text, slow integer, heard_id integer,
        heard_at timestamptz, own_id integer, own_at timestamptz, taken_id integer, taken_at timestamptz)`,
    account,
    state.chats.map(chatRow),
  );
  await seedRows(
    tx,
    `message_targets (account, target, peer_id, written, schedule, next_due_at, last_due_at, recent_templates)
    select $1, key, peer, written, schedule, coalesce(next_at, 'infinity'), last_at, templates
      from jsonb_to_recordset($2::jsonb) as one (key text, peer bigint, written text, schedule text,
        next_at timestamptz, last_at timestamptz, templates jsonb)`,
    account,
    state.targets.map(({ nextDueAt, lastDueAt, ...target }) => ({
      ...target,
      next_at: momentOf(nextDueAt),
      last_at: momentOf(lastDueAt),
    })),
  );
  await seedRows(
    tx,
    `ledger (intent_id, account, service, budget, peer_id, at, outcome, instant, begins)
    select intent, $1, service, budget, peer, at, outcome, instant, begins
      from jsonb_to_recordset($2::jsonb) as one (intent bigint, service text, budget text, peer bigint,
        at timestamptz, outcome text, instant boolean, begins boolean)`,
    account,
    state.ledger.map((one) => ({ ...one, at: momentOf(one.at) })),
  );
  await seedRows(
    tx,
    `restrictions (account, scope, peer_id, content_kind, budget, code, reason, since, until)
    select $1, scope, peer, "contentKind", budget, code, reason, since, coalesce(until, 'infinity')
      from jsonb_to_recordset($2::jsonb) as one (scope text, peer bigint, "contentKind" text, budget text, code text,
        reason text, since timestamptz, until timestamptz)`,
    account,
    state.restrictions.map((one) => ({
      ...one,
      since: momentOf(one.since),
      until: momentOf(one.until),
    })),
  );
  await seedRows(
    tx,
    `pauses (account, service, since, by)
    select $1, service, since, 'operator'
      from jsonb_to_recordset($2::jsonb) as one (service text, since timestamptz)`,
    account,
    state.pauses.map((one) => ({ ...one, since: momentOf(one.since) })),
  );
  await seedPrivate(tx, state);
  await seedQueue(tx, state);
}

/** Who spoke last is kept, the ids are not: the virtual chat counts its own. */
function chatRow({ peer, title, slowModeSeconds, heard, own, takenOverAt }: RecordedChat) {
  const heardLast = (heard?.id ?? 0) > (own?.id ?? 0);
  const id = (known: number | null | undefined, newer: boolean) =>
    known === null || known === undefined ? null : newer ? NEWER_ID : OLDER_ID;
  return {
    peer,
    title: title ?? null,
    slow: slowModeSeconds,
    heard_id: id(heard?.id, heardLast),
    heard_at: momentOf(heard?.at),
    own_id: id(own?.id, !heardLast),
    own_at: momentOf(own?.at),
    taken_id: takenOverAt === undefined ? null : OLDER_ID,
    taken_at: momentOf(takenOverAt),
  };
}

/** Schedules that follow the talk look so far back. */
const LIVELY_MS = 4 * HOUR_MS;

/**
 * Puts in how lively chats were just before.
 * @param now milliseconds since the epoch
 */
export async function seedActivity(
  tx: Queryable,
  account: string,
  heard: readonly RecordedMessage[],
  now: number,
): Promise<void> {
  const recent = heard.filter(({ at }) => at > now - LIVELY_MS && at <= now);
  await seedRows(
    tx,
    `activity (account, peer_id, hour, heard)
    select $1, peer, hour, sum(count)
      from jsonb_to_recordset($2::jsonb) as one (peer bigint, hour timestamptz, count integer)
     group by peer, hour`,
    account,
    recent.map(({ peer, at, count = 1 }) => ({
      peer,
      hour: momentOf(Math.floor(at / HOUR_MS) * HOUR_MS),
      count,
    })),
  );
}
