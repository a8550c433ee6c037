import type { BudgetName, BudgetStatus } from '../../../control/contract/status.js';
import { describeLocal, type LocalClock, startOfNextLocalDay } from '../../../lib/local-time.js';
import type { IncidentCode } from './catalogue.js';
import type { Sight } from './sight.js';

/** What the budgets are judged by. Times are milliseconds since the epoch. */
export interface SpentFacts {
  readonly now: number;
  readonly local: LocalClock;
  readonly budgets: readonly BudgetStatus[];
  /** Until then the models' cap of tokens or money leaves no room for a text; undefined: it does. */
  readonly modelUntil: number | undefined;
}

/** The budgets of a local day: an hour's is an ordinary wait. */
const DAILY: Readonly<Partial<Record<BudgetName, string>>> = {
  'messages-per-day': 'unsolicited messages',
  'answers-per-day': 'answers',
  'new-conversations-per-day': 'new conversations',
};

/** Budgets of this local day that are spent. */
export function spentBudgets({ now, local, budgets, modelUntil }: SpentFacts): readonly Sight[] {
  const day = describeLocal(local, now).slice(0, 10);
  const until = startOfNextLocalDay(local, now);
  const till = describeLocal(local, until);
  const on = (code: IncidentCode, name: string, what: string): Sight => ({
    ...{ is: 'on', code, key: `${name}:${day}`, until },
    what: `${what} until ${till}`,
  });
  const spent = budgets.flatMap(({ name, spent, cap }) => {
    const what = DAILY[name];
    if (what === undefined || cap === null || cap === 0 || spent < cap) return [];
    return [on('BUDGET_SPENT', name, `today’s ${cap} ${what} are spent`)];
  });
  if (modelUntil === undefined || modelUntil <= now) return spent;
  const nothing = 'the model’s cap of tokens or money for today is reached: nothing is written';
  return [...spent, on('MODEL_BUDGET_SPENT', 'model', nothing)];
}
