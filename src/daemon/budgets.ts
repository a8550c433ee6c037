import type { BudgetStatus } from '../control/contract/status.js';
import type { Queryable, Row } from '../core/database.js';
import type { LlmSettings } from '../core/llm-settings.js';
import type { Limits } from '../core/settings.js';
import { conversationCap } from '../guard/conversation-cap.js';
import {
  describeLocal,
  HOUR_MS,
  localClock,
  startOfLocalDay,
  startOfNextLocalDay,
} from '../lib/local-time.js';

interface Spent extends Row {
  readonly today: number;
  readonly hour: number;
  readonly hour_since: number | null;
  readonly answers: number;
  readonly begun: number;
  readonly tokens: number;
  readonly first_online_at: number | null;
}

/**
 * What the account has spent of its caps, as the guard and the models' usage book count it: what is in doubt,
 * or under way, counts as spent. One statement, on indices.
 * @param llm the models' settings; absent: nothing is written by a model, and there is no budget of tokens
 */
export async function readBudgets(
  db: Queryable,
  account: string,
  limits: Limits,
  now: number,
  llm?: Pick<LlmSettings, 'tokensPerDay'>,
): Promise<readonly BudgetStatus[]> {
  const clock = localClock(limits.timeZone);
  const today = startOfLocalDay(clock, now);
  const tomorrow = startOfNextLocalDay(clock, now);
  const [spent] = await db.query<Spent>(
    `select
       count(*) filter (where budget = 'unsolicited' and at >= $2)::integer as today,
       count(*) filter (where budget = 'unsolicited' and at > $3)::integer as hour,
       min(at) filter (where budget = 'unsolicited' and at > $3) as hour_since,
       count(*) filter (where budget = 'answer' and at >= $2)::integer as answers,
       count(*) filter (where begins and at >= $2)::integer as begun,
       (select coalesce(sum(tokens_in + tokens_out), 0)::bigint from ${db.schema}.llm_usage
         where account = $1 and day = $4::date) as tokens,
       (select first_online_at from ${db.schema}.accounts where account = $1) as first_online_at
     from ${db.schema}.ledger
     where account = $1 and budget in ('unsolicited', 'answer')
       and at >= least($2::timestamptz, $3::timestamptz)`,
    [account, new Date(today), new Date(now - HOUR_MS), describeLocal(clock, now).slice(0, 10)],
  );
  if (!spent) throw new Error('the budgets query gave no row');
  const { people, messagesPerDay, messagesPerHour } = limits;
  const { cap } = conversationCap(people, clock, spent.first_online_at, now);
  const daily = (name: BudgetStatus['name'], used: number, most: number | null): BudgetStatus => ({
    name,
    spent: used,
    cap: most,
    freeAt: used > 0 ? tomorrow : null,
  });
  return [
    daily('messages-per-day', spent.today, messagesPerDay ?? null),
    {
      name: 'messages-per-hour',
      spent: spent.hour,
      cap: messagesPerHour ?? null,
      freeAt: spent.hour_since === null ? null : spent.hour_since + HOUR_MS,
    },
    daily('answers-per-day', spent.answers, people.answersPerDay),
    daily('new-conversations-per-day', spent.begun, cap),
    ...(llm ? [daily('model-tokens-per-day', spent.tokens, llm.tokensPerDay ?? null)] : []),
  ];
}
