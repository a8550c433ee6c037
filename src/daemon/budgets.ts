import type { BudgetStatus } from '../control/contract/status.js';
import type { Database, Row } from '../core/database.js';
import type { Limits } from '../core/settings.js';
import { HOUR_MS, localClock, startOfLocalDay, startOfNextLocalDay } from '../lib/local-time.js';

interface Spent extends Row {
  readonly today: number;
  readonly hour: number;
  readonly hour_since: number | null;
  readonly answers: number;
}

/** What the account has spent of its caps, as the guard counts it. */
export async function readBudgets(
  database: Database,
  account: string,
  limits: Limits,
  now: number,
): Promise<readonly BudgetStatus[]> {
  const clock = localClock(limits.timeZone);
  const today = startOfLocalDay(clock, now);
  const tomorrow = startOfNextLocalDay(clock, now);
  const [spent] = await database.query<Spent>(
    `select
       count(*) filter (where budget = 'unsolicited' and at >= $2)::integer as today,
       count(*) filter (where budget = 'unsolicited' and at > $3)::integer as hour,
       min(at) filter (where budget = 'unsolicited' and at > $3) as hour_since,
       count(*) filter (where budget = 'answer' and at >= $2)::integer as answers
     from ${database.schema}.ledger
     where account = $1 and at >= least($2::timestamptz, $3::timestamptz)`,
    [account, new Date(today), new Date(now - HOUR_MS)],
  );
  return [
    {
      name: 'messages-per-day',
      spent: spent?.today ?? 0,
      cap: limits.messagesPerDay ?? null,
      freeAt: spent?.today ? tomorrow : null,
    },
    {
      name: 'messages-per-hour',
      spent: spent?.hour ?? 0,
      cap: limits.messagesPerHour ?? null,
      freeAt: spent?.hour_since ? spent.hour_since + HOUR_MS : null,
    },
    {
      name: 'answers-per-day',
      spent: spent?.answers ?? 0,
      cap: limits.people.answersPerDay,
      freeAt: spent?.answers ? tomorrow : null,
    },
  ];
}
