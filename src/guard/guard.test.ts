import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  ACCOUNT,
  GROUP,
  intentOf,
  NO_LIMITS,
  NOON,
  OTHER_GROUP,
  SELF,
} from '../../test/support/road.js';
import type { Database } from '../core/database.js';
import { RULE_NAMES, type RuleName } from '../core/guard.js';
import type { Limits } from '../core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../core/settings.js';
import { createGuard } from './guard.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const EVERY_LIMIT: Limits = {
  ...NO_LIMITS,
  messagesPerDay: 40,
  messagesPerHour: 8,
  minIntervalMs: 90_000,
  minIntervalPerPeerMs: 40 * MINUTE,
  people: DEFAULT_PEOPLE_LIMITS,
};

function guardOf(limits: Limits) {
  return createGuard({
    limits: () => limits,
    allowedPeers: () => new Set([GROUP, OTHER_GROUP]),
    ownPeers: () => new Set([SELF]),
    forgottenHash: () => undefined,
  });
}

async function spend(db: Database, id: number, at: number, changes: Record<string, unknown> = {}) {
  const row = { account: ACCOUNT, budget: 'unsolicited', peer: GROUP, ...changes };
  await db.query(
    `insert into ${db.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
     values ($1, $2, 'message', $3, $4, $5, 'sent')`,
    [id, row.account, row.budget, row.peer, new Date(at)],
  );
}

async function decide(db: Database, limits: Limits, id = 1, now = NOON) {
  const decision = await guardOf(limits).decide(db, intentOf({ id }), now);
  const figures = new Map(decision.trace.map(({ rule, verdict }) => [rule, verdict.figure]));
  return { ...decision, figure: (rule: RuleName) => figures.get(rule) };
}

describeFastestDatabase('the guard', (open) => {
  test('lets go what nothing speaks against, and says what each rule looked at', async () => {
    const { verdict, rule, trace, figure } = await decide(await open(), EVERY_LIMIT);
    expect(verdict).toEqual({ type: 'allow' });
    expect(rule).toBeUndefined();
    expect(trace.map((entry) => entry.rule)).toEqual(RULE_NAMES);
    expect(figure('day-cap')).toBe('0 of 40 today');
  });

  test('counts what others spent, not the intent itself', async () => {
    const db = await open();
    const limits = { ...NO_LIMITS, messagesPerDay: 1, minIntervalMs: HOUR };
    await spend(db, 7, NOON - MINUTE);
    expect((await decide(db, limits, 7)).verdict.type).toBe('allow');
    expect((await decide(db, limits, 8)).rule).toBe('day-cap');
  });

  test('counts neither other accounts nor other budgets', async () => {
    const db = await open();
    await spend(db, 1, NOON, { account: 'another' });
    await spend(db, 2, NOON, { budget: 'answer' });
    const limits = { ...EVERY_LIMIT, messagesPerDay: 1, messagesPerHour: 1 };
    expect((await decide(db, limits, 9)).verdict.type).toBe('allow');
  });

  test('counts the day from local midnight', async () => {
    const db = await open();
    const limits = { ...NO_LIMITS, timeZone: 'Europe/Istanbul', messagesPerDay: 5 };
    const midnight = Date.UTC(2026, 5, 9, 21);
    await spend(db, 1, midnight - 1);
    await spend(db, 2, midnight);
    expect((await decide(db, limits, 9)).figure('day-cap')).toBe('1 of 5 today');
  });

  test('counts the hour to the millisecond', async () => {
    const db = await open();
    await spend(db, 1, NOON - HOUR);
    await spend(db, 2, NOON - HOUR + 1);
    const limits = { ...NO_LIMITS, messagesPerHour: 1 };
    expect((await decide(db, limits, 9)).verdict).toMatchObject({ until: NOON + 1 });
    expect((await decide(db, limits, 9, NOON + 1)).verdict.type).toBe('allow');
  });

  test('the wait that ends last is the one that counts', async () => {
    const db = await open();
    await spend(db, 1, NOON - MINUTE);
    const { rule, verdict } = await decide(db, EVERY_LIMIT, 9);
    expect(rule).toBe('peer-interval');
    expect(verdict).toMatchObject({ until: NOON + 39 * MINUTE, scope: 'peer' });
  });

  test('slow mode counts our own words of every budget, and from other devices', async () => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.chats (account, peer_id, slow_mode_seconds, last_own_at)
       values ($1, $2, 60, $3)`,
      [ACCOUNT, GROUP, new Date(NOON - 50_000)],
    );
    expect((await decide(db, NO_LIMITS, 9)).verdict).toMatchObject({ until: NOON + 10_000 });
    await spend(db, 1, NOON - 20_000, { budget: 'answer' });
    expect((await decide(db, NO_LIMITS, 9)).verdict).toMatchObject({ until: NOON + 40_000 });
  });

  test('of the restrictions that bind, the one with the latest end counts', async () => {
    const db = await open();
    const restrict = (
      peer: number | null,
      minutes: number,
      budget: string | null,
      lifted = false,
    ) =>
      db.query(
        `insert into ${db.schema}.restrictions
           (account, scope, peer_id, budget, code, reason, since, until, lifted_at)
         values ($1, $2, $3, $4, $5, 'r', $6, $7, $8)`,
        [
          ACCOUNT,
          peer === null ? 'account' : 'peer',
          peer,
          budget,
          `${minutes} minutes`,
          new Date(NOON),
          new Date(NOON + minutes * MINUTE),
          lifted ? new Date(NOON) : null,
        ],
      );
    await restrict(null, 10, null);
    await restrict(GROUP, 20, null);
    await restrict(null, 30, 'answer');
    await restrict(OTHER_GROUP, 40, null);
    await restrict(null, 50, null, true);
    expect((await decide(db, NO_LIMITS)).figure('restriction')).toBe('20 minutes');
  });
});
