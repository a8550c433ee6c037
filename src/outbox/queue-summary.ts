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

/** Rules that hold one chat or one intent back, and say nothing of others. */
const RULES_OF_ONE: readonly RuleName[] = [
  'peer-interval',
  'new-conversations',
  'answer-interval',
  'slow-mode',
  'somebody-spoke',
];

/**
 * What rules were asked about and hold: `asked`; of it, the first that holds everything of a service's
 * budget: `first` (as the sender's gates know it). Rules that may do either are looked up in the decision.
 * Parameters: account, now, the rules' names, and the names of those that hold one chat.
 */
function held(schema: string): string {
  return `asked as materialized (
      select id, rule, service, budget, priority, not_before, peer_id from ${schema}.outbox
      where account = $1 and state in ('queued', 'sending') and next_at > $2 and rule = any ($3)),
    candidate as (
      select distinct on (service, budget, rule) * from asked where rule <> all ($4)
      order by service, budget, rule, priority, not_before, id),
    first as (
      select distinct on (service, budget) service, budget, rule from candidate
      where coalesce((select line ->> 'scope' from ${schema}.decisions decision,
          jsonb_array_elements(decision.trace) line
        where decision.intent_id = candidate.id and line ->> 'rule' = candidate.rule
        order by decision.id desc limit 1), 'account') = 'account'
      order by service, budget, priority, not_before, id)`;
}

/** What no rule was asked about stands in line behind one of its kind, and waits for the same. */
async function countWaiting(
  db: Queryable,
  account: string,
  now: number,
): Promise<QueueSummary['waiting']> {
  const rows = await db.query<Row & { rule: RuleName; count: number }>(
    `with ${held(db.schema)},
     due as (
       select id, service, budget, priority, not_before, peer_id from ${db.schema}.outbox
       where account = $1 and state = 'queued' and next_at <= $2),
     behind as (
       select due.id, first.rule from due join first using (service, budget)
       union all
       select due.id, asked.rule from due join asked using (peer_id, priority, budget)
       where (asked.not_before, asked.id) < (due.not_before, due.id)),
     waiting as (
       select rule from asked
       union all
       (select distinct on (id) rule from behind order by id))
     select rule, count(*)::integer as count from waiting group by rule`,
    [account, new Date(now), RULE_NAMES, RULES_OF_ONE],
  );
  return Object.fromEntries(rows.map(({ rule, count }) => [rule, count]));
}

/** What is due but stands in line behind one that waits is not next. */
async function nextOne(db: Queryable, account: string, now: number): Promise<QueueSummary['next']> {
  const [row] = await db.query<
    Row & { id: number; peer_id: PeerId; at: number; rule: string | null; reason: string | null }
  >(
    `with ${held(db.schema)}
     select id, peer_id, next_at as at, rule, reason from ${db.schema}.outbox next
     where account = $1 and state in ('queued', 'sending') and next_at < 'infinity'
       and (next_at > $2 or ((service, budget) not in (select service, budget from first)
         and not exists (select 1 from asked where asked.peer_id = next.peer_id
           and asked.priority = next.priority and asked.budget = next.budget
           and (asked.not_before, asked.id) < (next.not_before, next.id))))
     order by next_at, priority, id limit 1`,
    [account, new Date(now), RULE_NAMES, RULES_OF_ONE],
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
