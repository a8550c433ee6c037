import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, intentOf, meet, NO_LIMITS, NOON, SELF } from '../../test/support/road.js';
import { DatabaseUsageBook } from '../adapters/postgres/usage-book.js';
import type { BudgetName } from '../control/contract/status.js';
import type { Database } from '../core/database.js';
import type { RuleName } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import type { Limits } from '../core/settings.js';
import { createGuard } from '../guard/guard.js';
import { HOUR_MS, localClock } from '../lib/local-time.js';
import { drawInteger, drawOne, seededRandom } from '../lib/seeded-random.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { readBudgets } from './budgets.js';

const DAY = 24 * HOUR_MS;
const PERSON = 5_001;
const STRANGER: Partial<Intent> = { id: 999, service: 'dm', peer: PERSON };
const TO_GROUP: Partial<Intent> = { id: 999, peer: GROUP };
const ANSWER: Partial<Intent> = { id: 999, service: 'reply', budget: 'answer', peer: PERSON };

const LIMITS: Limits = {
  ...NO_LIMITS,
  timeZone: 'Asia/Tehran',
  messagesPerDay: 1_000,
  messagesPerHour: 1_000,
  people: { ...NO_LIMITS.people, newConversationsPerDay: 70, warmUpDays: 14, answersPerDay: 1_000 },
};

/** What the guard itself says that it counted, in its own words. */
async function figure(
  db: Database,
  limits: Limits,
  intent: Partial<Intent>,
  rule: RuleName,
  now: number,
) {
  const guard = createGuard({
    limits: () => limits,
    allowedPeers: () => new Set([GROUP]),
    ownPeers: () => new Set([SELF]),
    forgottenHash: () => undefined,
  });
  const { trace } = await guard.decide(db, intentOf(intent), now);
  return trace.find((entry) => entry.rule === rule)?.verdict.figure;
}

async function budgetsOf(db: Database, limits: Limits, now: number) {
  const all = await readBudgets(db, ACCOUNT, limits, now);
  return (name: BudgetName) => {
    const found = all.find((budget) => budget.name === name);
    if (!found) throw new Error(`there is no budget ${name}`);
    return found;
  };
}

async function online(db: Database, at: number): Promise<void> {
  await db.query(
    `insert into ${db.schema}.accounts
       (account, user_id, name, health, health_reason, health_since, first_online_at)
     values ($1, 7, 'Ada', 'ok', '', $2, $2)`,
    [ACCOUNT, new Date(at)],
  );
}

describeFastestDatabase('the budgets', (open) => {
  test('are what the guard counts, whatever was said and when', async () => {
    const db = await open();
    const random = seededRandom(60);
    await meet(db, PERSON, { heard: 0 });
    await online(db, NOON - 3 * DAY);
    for (let id = 1; id <= 300; id++) {
      const budget = drawOne(random, ['unsolicited', 'unsolicited', 'answer', 'operator']);
      const began = budget === 'unsolicited' && drawInteger(random, 1, 6) === 1;
      await db.query(
        `insert into ${db.schema}.ledger
           (intent_id, account, service, budget, peer_id, at, outcome, begins)
         values ($1, $2, 'dm', $3, $4, $5, $6, $7)`,
        [
          id,
          drawInteger(random, 1, 10) === 1 ? 'another' : ACCOUNT,
          budget,
          drawOne(random, [GROUP, 6_001, 6_002]),
          new Date(NOON - drawInteger(random, 0, 30 * HOUR_MS)),
          drawOne(random, ['sent', 'reserved', 'unknown']),
          began,
        ],
      );
    }
    for (const now of [NOON, NOON + 8 * HOUR_MS + 1, NOON + 9 * HOUR_MS]) {
      const budget = await budgetsOf(db, LIMITS, now);
      const guards = (intent: Partial<Intent>, rule: RuleName) =>
        figure(db, LIMITS, intent, rule, now);
      const ofDay = budget('messages-per-day');
      const ofHour = budget('messages-per-hour');
      const answers = budget('answers-per-day');
      const begun = budget('new-conversations-per-day');
      expect(await guards(TO_GROUP, 'day-cap')).toBe(`${ofDay.spent} of ${ofDay.cap} today`);
      expect(await guards(TO_GROUP, 'hour-cap')).toBe(
        `${ofHour.spent} of ${ofHour.cap} in the last hour`,
      );
      expect(await guards(ANSWER, 'answer-cap')).toContain(`${answers.spent} of ${answers.cap}`);
      expect(await guards(STRANGER, 'new-conversations')).toMatch(
        `${begun.spent} of ${begun.cap} conversations begun today`,
      );
    }
    // The guard of a test that has nothing to compare would agree with anything.
    expect((await budgetsOf(db, LIMITS, NOON))('new-conversations-per-day').spent).toBeGreaterThan(
      3,
    );
  });

  test('follow the warm-up of a young account as the guard does', async () => {
    const db = await open();
    await meet(db, PERSON, { heard: 0 });
    await online(db, NOON);
    const seen: (number | null)[] = [];
    for (const day of [0, 1, 6, 13, 14, 40]) {
      const now = NOON + day * DAY;
      const { cap } = (await budgetsOf(db, LIMITS, now))('new-conversations-per-day');
      const said = await figure(db, LIMITS, STRANGER, 'new-conversations', now);
      expect(said).toMatch(new RegExp(`^0 of ${cap} `));
      seen.push(cap);
    }
    expect(seen).toEqual([5, 10, 35, 70, 70, 70]);
  });

  test('say when what was spent is free again', async () => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
       values (1, $1, 'message', 'unsolicited', $2, $3, 'sent')`,
      [ACCOUNT, GROUP, new Date(NOON - 60_000)],
    );
    const budget = await budgetsOf(db, { ...LIMITS, timeZone: 'UTC' }, NOON);
    expect(budget('messages-per-hour').freeAt).toBe(NOON - 60_000 + HOUR_MS);
    expect(budget('messages-per-day').freeAt).toBe(NOON + 12 * HOUR_MS);
    expect(budget('answers-per-day').freeAt).toBeNull();
    expect(budget('messages-per-day').cap).toBe(1_000);
  });

  test('count tokens as the usage book does, for an account that has something written', async () => {
    const db = await open();
    const clock = new VirtualClock(NOON);
    const book = new DatabaseUsageBook(db, ACCOUNT, clock, localClock(LIMITS.timeZone));
    const reserved = await book.reserve('small', { input: 90, output: 10 }, () => true);
    if ('nextDayAt' in reserved) throw new Error('there was no room');
    await book.reserve('large', { input: 5, output: 2 }, () => true);
    const tokens = async (tokensPerDay?: number) =>
      (
        await readBudgets(db, ACCOUNT, LIMITS, clock.now(), tokensPerDay ? { tokensPerDay } : {})
      ).find(({ name }) => name === 'model-tokens-per-day');
    expect(await tokens(500)).toMatchObject({ spent: 107, cap: 500 });
    await book.settle(reserved, { input: 20, output: 3 });
    expect(await tokens()).toMatchObject({ spent: 30, cap: null });
    await clock.run(NOON + DAY);
    expect(await tokens()).toMatchObject({ spent: 0, freeAt: null });
    const without = await readBudgets(db, ACCOUNT, LIMITS, NOON);
    expect(without.map(({ name }) => name)).not.toContain('model-tokens-per-day');
  });
});
