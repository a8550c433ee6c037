import { describe, expect, test } from '@jest/globals';
import type { BudgetName, BudgetStatus } from '../../../control/contract/status.js';
import type { UsageBook } from '../../../core/usage-book.js';
import { localClock } from '../../../lib/local-time.js';
import { ModelCap } from '../model-cap.js';
import { spentBudgets } from './spent.js';

const NOW = Date.UTC(2026, 4, 1, 22);
const ISTANBUL = localClock('Europe/Istanbul');
const MIDNIGHT = Date.UTC(2026, 4, 2, 21);

const budget = (name: BudgetName, spent: number, cap: number | null): BudgetStatus => ({
  ...{ name, spent, cap, freeAt: null },
});
const see = (budgets: readonly BudgetStatus[], modelUntil?: number) =>
  spentBudgets({ now: NOW, local: ISTANBUL, budgets, modelUntil });

describe('a budget', () => {
  test('that is spent is told with its local day, until the next', () => {
    expect(see([budget('messages-per-day', 40, 40)])).toEqual([
      {
        is: 'on',
        code: 'BUDGET_SPENT',
        key: 'messages-per-day:2026-05-02',
        what: 'today’s 40 unsolicited messages are spent until 2026-05-03 00:00',
        until: MIDNIGHT,
      },
    ]);
  });

  test('with something left, without a cap, of none at all, or of an hour is not', () => {
    expect(
      see([
        budget('messages-per-day', 39, 40),
        budget('answers-per-day', 1_000, null),
        budget('new-conversations-per-day', 0, 0),
        budget('messages-per-hour', 9, 9),
        budget('model-tokens-per-day', 9, 9),
      ]),
    ).toEqual([]);
  });

  test('of a model is spent when a text was turned away, until the next day', () => {
    expect(see([], MIDNIGHT)).toMatchObject([
      { code: 'MODEL_BUDGET_SPENT', key: 'model:2026-05-02' },
    ]);
    expect(see([], NOW)).toEqual([]);
  });

  test('of a model is followed where it is kept', async () => {
    const cap = new ModelCap();
    const tokens = { input: 1, output: 1 };
    const paid = { day: '2026-05-02', model: 'm', tokens };
    const answers = [{ nextDayAt: MIDNIGHT }, paid];
    const settled: unknown[] = [];
    const book: UsageBook = {
      reserve: async () => answers.shift() ?? paid,
      settle: async (...call) => void settled.push(call),
    };
    const watched = cap.watched(book);
    expect(cap.until).toBeUndefined();
    expect(await watched.reserve('m', tokens, () => false)).toEqual({ nextDayAt: MIDNIGHT });
    expect(cap.until).toBe(MIDNIGHT);
    expect(await watched.reserve('m', tokens, () => true)).toBe(paid);
    expect(cap.until).toBeUndefined();
    await watched.settle(paid, tokens);
    expect(settled).toEqual([[paid, tokens]]);
  });
});
