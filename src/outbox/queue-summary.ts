import type { Queryable, Row } from '../core/database.js';
import { RULE_NAMES, type RuleName } from '../core/guard.js';
import { INTENT_STATES, type IntentState } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import type { QueueSummary } from '../core/queue-summary.js';
import type { Limits } from '../core/settings.js';
import { HOUR_MS, localClock, startOfLocalDay } from '../lib/local-time.js';

/** The outbox at one glance. */
export async function queueSummary(
  db: Queryable,
  account: string,
  limits: Limits,
  now: number,
): Promise<QueueSummary> {
  const todayBegan = startOfLocalDay(localClock(limits.timeZone), now);
  return {
    states: await countStates(db, account),
    waiting: await countWaiting(db, account, now),
    next: await nextOne(db, account, now),
    spent: {
      ...(await countSpent(db, account, now - HOUR_MS, todayBegan)),
      dayCap: limits.messagesPerDay ?? null,
      hourCap: limits.messagesPerHour ?? null,
    },
  };
}

async function countStates(db: Queryable, account: string): Promise<QueueSummary['states']> {
  const rows = await db.query<Row & { state: IntentState; count: number }>(
    `select state, count(*)::integer as count from ${db.schema}.outbox where account = $1 group by state`,
    [account],
  );
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  const entries = INTENT_STATES.map((state) => [state, counts.get(state) ?? 0] as const);
  return Object.fromEntries(entries) as Record<IntentState, number>;
}

/** What no rule was asked about stands in line behind one of its kind, and waits for the same. */
async function countWaiting(
  db: Queryable,
  account: string,
  now: number,
): Promise<QueueSummary['waiting']> {
  const rows = await db.query<Row & { rule: RuleName; count: number }>(
    `with asked as materialized (
       select rule, service, budget, priority, not_before, id from ${db.schema}.outbox
       where account = $1 and state in ('queued', 'sending') and next_at > $2 and rule = any ($3)),
     first as (
       select distinct on (service, budget) service, budget, rule from asked
       order by service, budget, priority, not_before, id),
     held as (
       select rule from asked
       union all
       select first.rule from ${db.schema}.outbox behind join first using (service, budget)
       where behind.account = $1 and behind.state = 'queued' and behind.next_at <= $2)
     select rule, count(*)::integer as count from held group by rule`,
    [account, new Date(now), RULE_NAMES],
  );
  return Object.fromEntries(rows.map(({ rule, count }) => [rule, count]));
}

/** What is due but stands in line behind one that waits is not next. */
async function nextOne(db: Queryable, account: string, now: number): Promise<QueueSummary['next']> {
  const [row] = await db.query<
    Row & { id: number; peer_id: PeerId; at: number; rule: string | null; reason: string | null }
  >(
    `with asked as materialized (
       select distinct service, budget from ${db.schema}.outbox
       where account = $1 and state in ('queued', 'sending') and next_at > $2 and rule = any ($3))
     select id, peer_id, next_at as at, rule, reason from ${db.schema}.outbox
     where account = $1 and state in ('queued', 'sending') and next_at < 'infinity'
       and (next_at > $2 or (service, budget) not in (select service, budget from asked))
     order by next_at, priority, id limit 1`,
    [account, new Date(now), RULE_NAMES],
  );
  if (!row) return null;
  const { id, peer_id: peer, at, rule, reason } = row;
  return { id, peer, at, rule, reason };
}

async function countSpent(
  db: Queryable,
  account: string,
  hourBegan: number,
  todayBegan: number,
): Promise<{ today: number; lastHour: number }> {
  const [row] = await db.query<Row & { today: number; hour: number }>(
    `select count(*) filter (where at >= $2)::integer as today,
       count(*) filter (where at > $3)::integer as hour
     from ${db.schema}.ledger
     where account = $1 and budget = 'unsolicited' and at >= least($2::timestamptz, $3::timestamptz)`,
    [account, new Date(todayBegan), new Date(hourBegan)],
  );
  return { today: row?.today ?? 0, lastHour: row?.hour ?? 0 };
}
