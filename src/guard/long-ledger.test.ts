import { expect, test } from '@jest/globals';
import { describePostgres } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, intentOf, meet, NO_LIMITS, NOON } from '../../test/support/road.js';
import type { Queryable, Row } from '../core/database.js';
import type { Intent } from '../core/intent.js';
import { DEFAULT_PEOPLE_LIMITS, type Limits } from '../core/settings.js';
import { createGuard } from './guard.js';

const PERSON = 5_000;
const EVERY_LIMIT: Limits = {
  ...NO_LIMITS,
  messagesPerDay: 40,
  messagesPerHour: 8,
  minIntervalMs: 90_000,
  minIntervalPerPeerMs: 40 * 60_000,
  people: { ...DEFAULT_PEOPLE_LIMITS, answersPerDay: 40, warmUpDays: 0 },
};

const INTENTS: readonly [string, Partial<Intent>][] = [
  ['a message to a group', {}],
  ['an invite to a stranger', { service: 'dm', peer: PERSON + 77_777 }],
  ['a follow-up to a person', { service: 'dm', peer: PERSON }],
  ['an answer', { service: 'reply', budget: 'answer', peer: PERSON }],
];

describePostgres('the guard over a long ledger', (open) => {
  test.each(INTENTS)('reads for %s no more of it than the caps allow', async (_what, changes) => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.ledger
         (intent_id, account, service, budget, peer_id, at, outcome, begins)
       select n, $1, 'message', case when n % 3 = 0 then 'unsolicited' else 'answer' end,
         case when n % 2 = 0 then $2::bigint - n % 50 else $4::bigint + n % 50 end,
         $3::timestamptz - n * interval '1 second', 'sent', n % 5 = 0
       from generate_series(1, 60000) n`,
      [ACCOUNT, GROUP, new Date(NOON), PERSON],
    );
    await meet(db, PERSON + 77_777, { basis: 'imported', heard: 0 });
    await meet(db, PERSON, { heard: 0 });
    await db.query(`analyze ${db.schema}.ledger`);
    const plans = await db.transaction(async (tx) => {
      const watched = watch(tx);
      const guard = createGuard({
        limits: () => EVERY_LIMIT,
        allowedPeers: () => new Set([GROUP]),
        ownPeers: () => new Set(),
        forgottenHash: () => undefined,
      });
      await guard.decide(watched.tx, intentOf({ id: 99_999_999, ...changes }), NOON);
      return watched.plans;
    });
    const scans = plans.filter((line) => /on ledger/.test(line));
    expect(scans.length).toBeGreaterThan(2);
    for (const scan of scans) {
      expect(scan).not.toMatch(/Seq Scan/);
      expect(Number(/actual.* rows=(\d+)/.exec(scan)?.[1] ?? 0)).toBeLessThanOrEqual(40);
    }
  });
});

/** Explains each statement beside answering it. */
function watch(tx: Queryable): { readonly tx: Queryable; readonly plans: string[] } {
  const plans: string[] = [];
  const query = async <R extends Row>(sql: string, params?: readonly unknown[]) => {
    const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain (analyze) ${sql}`, params);
    plans.push(...lines.map((line) => line['QUERY PLAN']));
    return tx.query<R>(sql, params);
  };
  return { tx: { schema: tx.schema, query }, plans };
}
