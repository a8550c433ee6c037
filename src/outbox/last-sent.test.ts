import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, NOON } from '../../test/support/road.js';
import { lastSentAt } from './last-sent.js';

describeFastestDatabase('when the account last sent something', (open) => {
  test('is the newest of all budgets, or of some; what only may have arrived does not count', async () => {
    const db = await open();
    expect(await lastSentAt(db, ACCOUNT)).toBeUndefined();
    const ledger = [
      [1, ACCOUNT, 'unsolicited', 'sent', 9_000],
      [2, ACCOUNT, 'answer', 'sent', 5_000],
      [3, ACCOUNT, 'operator', 'sent', 2_000],
      [4, ACCOUNT, 'answer', 'unknown', 1_000],
      [5, 'another', 'answer', 'sent', 500],
    ] as const;
    for (const [id, account, budget, outcome, age] of ledger) {
      await db.query(
        `insert into ${db.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
         values ($1, $2, 'message', $3, $4, $5, $6)`,
        [id, account, budget, GROUP, new Date(NOON - age), outcome],
      );
    }
    expect(await lastSentAt(db, ACCOUNT)).toBe(NOON - 2_000);
    expect(await lastSentAt(db, ACCOUNT, ['unsolicited', 'answer'])).toBe(NOON - 5_000);
    expect(await lastSentAt(db, ACCOUNT, ['forward'])).toBeUndefined();
  });
});
