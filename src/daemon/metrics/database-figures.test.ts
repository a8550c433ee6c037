import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, draft, GROUP, NO_LIMITS, NOON } from '../../../test/support/road.js';
import { acquireLease } from '../../adapters/postgres/lease.js';
import { createEventBus } from '../../lib/event-bus.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { createOutbox } from '../../outbox/outbox.js';
import { addPause } from '../../outbox/pauses.js';
import { addRestriction } from '../../outbox/restrictions.js';
import { FiguresReader } from './database-figures.js';

describeFastestDatabase('the figures that metrics read', (open) => {
  test('are those of this account, as they are now', async () => {
    const db = await open();
    const clock = new VirtualClock(NOON);
    const outbox = createOutbox({ clock, events: createEventBus(), kick: () => undefined });
    const lease = await acquireLease(db, { account: 'session', clock });
    const reader = new FiguresReader(clock);
    const of = { database: db, account: ACCOUNT, lease, limits: NO_LIMITS };
    expect(await reader.read(of)).toMatchObject({
      queue: { draft: 0, queued: 0, sending: 0 },
      health: null,
      paused: [],
      restrictions: {},
      leased: true,
      lastSentAt: null,
      inbox: { waiting: 0, failed: 0, waitingSince: null },
    });

    await db.transaction(async (tx) => {
      await outbox.propose(tx, draft());
      await outbox.propose(tx, draft());
      await outbox.propose(tx, draft({ approval: true }));
      await outbox.propose(tx, draft({ account: 'another' }));
      await addPause(tx, ACCOUNT, 'dm', 'operator', NOON);
    });
    const bar = { account: ACCOUNT, code: 'C', reason: 'r', since: NOON, until: NOON + 60_000 };
    await addRestriction(db, { ...bar, scope: 'account' });
    await addRestriction(db, { ...bar, scope: 'peer', peer: GROUP });
    await addRestriction(db, { ...bar, scope: 'peer', peer: GROUP - 1 });
    for (const [id, budget, outcome, age] of [
      [1, 'unsolicited', 'sent', 9_000],
      [2, 'answer', 'sent', 5_000],
      [3, 'unsolicited', 'reserved', 1_000],
    ]) {
      await db.query(
        `insert into ${db.schema}.ledger (intent_id, account, service, budget, peer_id, at, outcome)
         values ($1, $2, 'message', $3, $4, $5, $6)`,
        [id, ACCOUNT, budget, GROUP, new Date(NOON - Number(age)), outcome],
      );
    }
    await db.query(
      `insert into ${db.schema}.accounts (account, user_id, name, health, health_reason, health_since)
       values ($1, 7, 'Ada', 'slow', 'r', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    const figures = await reader.read(of);
    expect(figures).toMatchObject({
      queue: { draft: 1, queued: 2, sending: 0 },
      health: 'slow',
      paused: ['dm'],
      restrictions: { account: 1, peer: 2 },
      lastSentAt: NOON - 5_000,
    });
    const spent = new Map(figures?.budgets.map((budget) => [budget.name, budget.spent]));
    expect(spent.get('messages-per-day')).toBe(2);
    expect(spent.get('answers-per-day')).toBe(1);

    const later = { ...of, lease: { account: 'session', token: lease.token - 1 } };
    expect((await reader.read(later))?.leased).toBe(false);
    await clock.run(NOON + 60_000);
    expect((await reader.read(of))?.restrictions).toEqual({});
  });
});
