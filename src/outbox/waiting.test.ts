import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, NO_LIMITS, NOON, OTHER_GROUP, TestRoad } from '../../test/support/road.js';
import { addPause, liftPause } from './pauses.js';
import { activeRestrictions, addRestriction, liftRestriction } from './restrictions.js';
import type { Sender } from './sender.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVENING = [{ startMinute: 18 * 60, endMinute: 24 * 60 }];

/** Runs a sender while the test does something in between. */
async function running(road: TestRoad, during: (sender: Sender) => Promise<void>): Promise<void> {
  const sender = road.sender();
  const stop = new AbortController();
  const run = sender.run(stop.signal);
  await road.clock.run(road.clock.now() + 1_000);
  await during(sender);
  stop.abort();
  await road.clock.during(run);
}

async function hear(road: TestRoad, id: number, peer = GROUP): Promise<void> {
  await road.database.query(
    `insert into ${road.database.schema}.chats as chat (account, peer_id, last_heard_id) values ($1, $2, $3)
     on conflict (account, peer_id) do update set last_heard_id = $3`,
    [ACCOUNT, peer, id],
  );
}

describeFastestDatabase('what waits', (open) => {
  const openRoad = async () => new TestRoad(await open());

  test('for somebody to speak goes when somebody does, and not before', async () => {
    const road = await openRoad();
    const precondition = { kind: 'somebody-spoke' } as const;
    const [, second = 0] = await road.propose({ precondition }, { precondition });
    await running(road, async (sender) => {
      expect(road.telegram.arrived).toHaveLength(1);
      expect(await road.row(second)).toMatchObject({ state: 'queued', next_at: Infinity });
      await hear(road, 100, OTHER_GROUP);
      sender.wakePeer(OTHER_GROUP);
      await road.clock.run(NOON + HOUR);
      expect(road.telegram.arrived).toHaveLength(1);
      await hear(road, 101);
      sender.wakePeer(GROUP);
      await road.clock.run(NOON + HOUR + 1);
      expect(road.telegram.arrived).toHaveLength(2);
    });
  });

  test('for somebody to speak goes at the next start when somebody did meanwhile', async () => {
    const road = await openRoad();
    const precondition = { kind: 'somebody-spoke' } as const;
    await road.propose({ precondition }, { precondition });
    await road.runFor(MINUTE);
    await hear(road, 101);
    await road.runFor(MINUTE);
    expect(road.telegram.arrived).toHaveLength(2);
  });

  test('for somebody to speak waits too while an earlier message may be the last word', async () => {
    const road = await openRoad();
    const precondition = { kind: 'somebody-spoke' } as const;
    const say = (text: string) => ({ kind: 'text', text }) as const;
    await hear(road, 1);
    road.telegram.fates.push('lost-answer', ...Array.from({ length: 20 }, () => 'lost' as const));
    await road.propose(
      { precondition, content: say('in doubt') },
      { precondition, content: say('waits'), priority: 'bulk' },
    );
    await road.runFor(MINUTE);
    expect(road.telegram.deliveries.length).toBeGreaterThan(1);
    const tried = new Set(road.telegram.deliveries.map(({ randomIds }) => `${randomIds}`));
    expect(tried.size).toBe(1);
  });

  test('for a pause to end goes when it ends; the operator speaks all the while', async () => {
    const road = await openRoad();
    await addPause(road.database, ACCOUNT, '*', 'ada', NOON);
    await road.propose({}, {}, { budget: 'operator', service: 'operator' });
    await running(road, async (sender) => {
      await road.clock.run(NOON + 5 * HOUR);
      expect(road.telegram.arrived).toHaveLength(1);
      expect(await liftPause(road.database, ACCOUNT, '*')).toBe(true);
      sender.wakeAll();
      await road.clock.run(NOON + 5 * HOUR + 1);
      expect(road.telegram.arrived).toHaveLength(3);
    });
  });

  test('for a restriction to be lifted goes when it is', async () => {
    const road = await openRoad();
    await addRestriction(road.database, {
      account: ACCOUNT,
      scope: 'account',
      code: 'CHECK_FIRST',
      reason: 'an operator wants to look',
      since: NOON,
      until: Infinity,
    });
    await road.propose({}, { budget: 'operator', service: 'operator' });
    await running(road, async (sender) => {
      await road.clock.run(NOON + HOUR);
      expect(road.telegram.deliveries).toHaveLength(0);
      const [held] = await activeRestrictions(road.database, ACCOUNT, NOON + HOUR);
      expect(held).toMatchObject({ code: 'CHECK_FIRST', until: Infinity });
      expect(await liftRestriction(road.database, ACCOUNT, held?.id ?? 0, NOON + HOUR)).toBe(true);
      sender.wakeAll();
      await road.clock.run(NOON + HOUR + 1);
      expect(road.telegram.arrived).toHaveLength(2);
    });
  });

  test('for a window goes at once when the limits are widened', async () => {
    const road = await openRoad();
    road.limits = { ...NO_LIMITS, activeWindows: EVENING };
    await road.propose({}, {});
    await running(road, async (sender) => {
      expect(road.telegram.deliveries).toHaveLength(0);
      road.limits = NO_LIMITS;
      sender.wakeAll();
      await road.clock.run(NOON + 2_000);
      expect(road.telegram.arrived).toHaveLength(2);
    });
  });

  test('for the groups to be looked up goes once they are, untold', async () => {
    const road = await openRoad();
    road.allowedPeers = undefined;
    await road.propose({});
    await running(road, async () => {
      await road.clock.run(NOON + MINUTE);
      road.allowedPeers = new Set([GROUP]);
      await road.clock.run(NOON + 2 * MINUTE);
      expect(road.telegram.arrived).toHaveLength(1);
    });
  });

  test('keeps its place: nothing of its kind to the same chat overtakes it', async () => {
    const road = await openRoad();
    const say = (text: string) => ({ kind: 'text', text }) as const;
    const wait = { status: 'wait', scope: 'peer', code: 'DISCONNECTED', waitMs: 30_000 } as const;
    road.telegram.fates.push(wait);
    await road.propose(
      { content: say('first') },
      { content: say('second') },
      { content: say('elsewhere'), peer: OTHER_GROUP },
    );
    await road.runFor(MINUTE);
    expect(road.telegram.texts).toEqual(['elsewhere', 'first', 'second']);
  });

  test('in thousands for the same window costs one decision, not one each', async () => {
    const road = await openRoad();
    road.limits = { ...NO_LIMITS, activeWindows: EVENING };
    for (let page = 0; page < 2; page++) {
      await road.propose(...Array.from({ length: 200 }, () => ({ peer: OTHER_GROUP })));
    }
    await road.propose(...Array.from({ length: 200 }, (_, n) => ({ peer: -n - 1 })));
    await road.runFor(HOUR);
    const [row] = await road.database.query<{ count: number }>(
      `select count(*)::integer as count from ${road.database.schema}.decisions`,
    );
    expect(row?.count).toBe(1);
  });

  test('is decided on often, and explained only when the answer changes', async () => {
    const road = await openRoad();
    road.limits = { ...NO_LIMITS, activeWindows: EVENING };
    await road.propose({});
    for (let start = 0; start < 3; start++) await road.runFor(MINUTE);
    await road.runFor(7 * HOUR);
    const rows = await road.database.query(
      `select verdict, rule from ${road.database.schema}.decisions order by id`,
    );
    expect(rows).toEqual([
      { verdict: 'wait', rule: 'window' },
      { verdict: 'allow', rule: null },
    ]);
  });
});
