import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { GROUP, NO_LIMITS, NOON, OTHER_GROUP, TestRoad } from '../../test/support/road.js';
import { PostaciError } from '../core/errors.js';
import type { Guard } from '../core/guard.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeFastestDatabase('the sender', (open) => {
  const openRoad = async (startAt?: number) => new TestRoad(await open(), startAt);

  test('sends what is due, once, and remembers message id and ledger', async () => {
    const road = await openRoad();
    const [id = 0] = await road.propose({ content: { kind: 'text', text: 'good morning' } });
    await road.runFor(MINUTE);
    expect(road.telegram.texts).toEqual(['good morning']);
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [1], attempts: 1 });
    expect(await road.ledger()).toEqual([{ intent_id: id, at: NOON, outcome: 'sent' }]);
    expect(road.events.map((event) => event.type === 'intent' && event.state)).toEqual([
      'sending',
      'sent',
    ]);
  });

  test('sends one at a time, interactive before scheduled before bulk, each in order', async () => {
    const road = await openRoad();
    const say = (text: string) => ({ kind: 'text', text }) as const;
    await road.propose(
      { priority: 'bulk', content: say('bulk 1') },
      { priority: 'scheduled', content: say('scheduled 1') },
      { priority: 'bulk', content: say('bulk 2') },
      { priority: 'scheduled', content: say('scheduled 2') },
      { priority: 'interactive', content: say('interactive') },
    );
    await road.runFor(MINUTE);
    expect(road.telegram.texts).toEqual([
      'interactive',
      'scheduled 1',
      'scheduled 2',
      'bulk 1',
      'bulk 2',
    ]);
    expect(road.telegram.mostInFlight).toBe(1);
  });

  test('goes on when its turn was taken back because another waited for it', async () => {
    const road = await openRoad();
    const guard = road.guard();
    let takenBack = 0;
    const busy: Guard = {
      decide: (tx, intent, now) => {
        takenBack++;
        if (takenBack > 1) return guard.decide(tx, intent, now);
        throw new PostaciError('DATABASE_BUSY', 'two changes waited for each other', 'Try again');
      },
      foresee: guard.foresee,
    };
    await road.propose({ content: { kind: 'text', text: 'good morning' } });
    await road.runFor(MINUTE, road.sender({ guard: busy }));
    expect(takenBack).toBe(2);
    expect(road.telegram.texts).toEqual(['good morning']);
  });

  test('what is planned for later goes at its moment, not before', async () => {
    const road = await openRoad();
    await road.propose({ notBefore: NOON + 10 * MINUTE }, { notBefore: NOON + 5 * MINUTE });
    await road.runFor(HOUR);
    expect(road.telegram.deliveries.map(({ at }) => at)).toEqual([
      NOON + 5 * MINUTE,
      NOON + 10 * MINUTE,
    ]);
  });

  test('an answer that was lost is asked for again with the same id, and arrives once', async () => {
    const road = await openRoad();
    road.telegram.fates.push('lost-answer', 'lost');
    const [id = 0] = await road.propose({});
    await road.runFor(10 * MINUTE);
    const [first, second, third] = road.telegram.deliveries;
    expect(second?.randomIds).toEqual(first?.randomIds);
    expect(third?.randomIds).toEqual(first?.randomIds);
    expect(road.telegram.arrived).toHaveLength(1);
    expect(await road.row(id)).toMatchObject({ state: 'sent', attempts: 3 });
  });

  test('retries back off, doubling to a minute', async () => {
    const road = await openRoad();
    road.telegram.fates.push(...Array.from({ length: 9 }, () => 'lost' as const));
    await road.propose({});
    await road.runFor(4 * MINUTE);
    const gaps = road.telegram.deliveries.slice(1).map(({ at }, index) => {
      return at - (road.telegram.deliveries[index]?.at ?? 0);
    });
    gaps.forEach((gap, index) => {
      const full = Math.min(60_000, 1_000 * 2 ** index);
      expect(gap).toBeGreaterThanOrEqual(full * 0.8);
      expect(gap).toBeLessThanOrEqual(full * 1.01 + 1);
    });
    expect(gaps.length).toBeGreaterThan(5);
  });

  test('while it is in doubt it counts as spent', async () => {
    const road = await openRoad();
    road.limits = { ...NO_LIMITS, messagesPerDay: 1 };
    road.telegram.fates.push('lost-answer', ...Array.from({ length: 100 }, () => 'lost' as const));
    await road.propose({}, { peer: OTHER_GROUP });
    await road.runFor(10 * MINUTE);
    expect(new Set(road.telegram.deliveries.map(({ peer }) => peer))).toEqual(new Set([GROUP]));
  });

  test('a flood wait is stored before anything else goes, and outlives a restart', async () => {
    const road = await openRoad();
    road.telegram.fates.push({
      status: 'wait',
      scope: 'account',
      code: 'FLOOD_WAIT_600',
      waitMs: 600_000,
    });
    await road.propose({}, { peer: OTHER_GROUP, budget: 'answer' });
    await road.runFor(MINUTE);
    expect(road.telegram.deliveries).toHaveLength(1);
    expect(await road.ledger()).toEqual([]);
    await road.runFor(HOUR);
    const [, second, third] = road.telegram.deliveries;
    expect(second?.at).toBeGreaterThanOrEqual(NOON + 600_000);
    expect(third?.at).toBeGreaterThanOrEqual(NOON + 600_000);
    expect(road.telegram.arrived).toHaveLength(2);
  });

  test('slow mode holds that chat only', async () => {
    const road = await openRoad();
    road.telegram.fates.push({
      status: 'wait',
      scope: 'peer',
      code: 'SLOWMODE_WAIT_30',
      waitMs: 30_000,
    });
    await road.propose({}, {}, { peer: OTHER_GROUP });
    await road.runFor(10_000);
    expect(road.telegram.arrived.map(({ peer }) => peer)).toEqual([OTHER_GROUP]);
    await road.runFor(MINUTE);
    expect(road.telegram.arrived.map(({ peer }) => peer)).toEqual([OTHER_GROUP, GROUP, GROUP]);
  });

  test('who is barred gets nothing any more, also after a restart', async () => {
    const road = await openRoad();
    const reason = 'the group does not let us write';
    road.telegram.fates.push({
      status: 'refused',
      scope: 'peer',
      code: 'CHAT_WRITE_FORBIDDEN',
      reason,
    });
    const [first = 0, second = 0] = await road.propose({}, {}, { peer: OTHER_GROUP });
    await road.runFor(MINUTE);
    await road.runFor(MINUTE);
    expect(road.telegram.deliveries).toHaveLength(2);
    expect(await road.row(first)).toMatchObject({ state: 'refused', rule: 'CHAT_WRITE_FORBIDDEN' });
    expect(await road.row(second)).toMatchObject({ state: 'refused', rule: 'restriction' });
    expect(await road.ledger()).toHaveLength(1);
  });

  test('a kind of content that is refused there is not tried again; others go on', async () => {
    const road = await openRoad();
    const refused = { status: 'refused', code: 'CHAT_SEND_PLAIN_FORBIDDEN' } as const;
    road.telegram.fates.push({ ...refused, scope: 'content', reason: 'no text here' });
    const photo = { kind: 'media', media: 'photo', path: '/offer.jpg', text: 'an offer' } as const;
    const ids = await road.propose({}, {}, { content: photo }, { peer: OTHER_GROUP });
    await road.runFor(MINUTE);
    const rows = await Promise.all(ids.map((id) => road.row(id)));
    expect(rows.map(({ state }) => state)).toEqual(['refused', 'refused', 'sent', 'sent']);
    expect(rows[1]?.reason).toBe('no text goes there: no text here');
    expect(road.telegram.deliveries).toHaveLength(3);
  });

  test('too many strangers: what nobody asked for rests an hour, then two; answers go on', async () => {
    const road = await openRoad();
    const flood = { status: 'spam-limited', code: 'PEER_FLOOD' } as const;
    road.telegram.fates.push(flood);
    await road.propose({}, { peer: OTHER_GROUP, budget: 'answer' });
    await road.runFor(HOUR - 1);
    expect(road.telegram.arrived.map(({ peer }) => peer)).toEqual([OTHER_GROUP]);
    road.telegram.fates.push(flood);
    await road.runFor(2 * HOUR);
    expect(road.telegram.deliveries.map(({ at }) => at)).toEqual([NOON, NOON, NOON + HOUR]);
    await road.runFor(HOUR);
    expect(road.telegram.deliveries.at(-1)?.at).toBe(NOON + 3 * HOUR);
    expect(await road.states()).toEqual({ sent: 2 });
  });

  test('an account that needs a person stops the sender, and nothing is lost', async () => {
    const road = await openRoad();
    const halt = {
      status: 'halt',
      code: 'USER_DEACTIVATED_BAN',
      health: 'banned',
      reason: 'banned',
    } as const;
    road.telegram.fates.push(halt);
    await road.propose({}, {});
    const run = road.sender().run(new AbortController().signal);
    await road.clock.during(run);
    expect(road.halts).toEqual([halt]);
    expect(road.telegram.deliveries).toHaveLength(1);
    expect(await road.states()).toEqual({ queued: 2 });
    expect(await road.ledger()).toEqual([]);
    expect(road.telegram.watchers).toBe(0);
  });

  test('what expires while it waits is not sent any more', async () => {
    const road = await openRoad();
    road.limits = { ...NO_LIMITS, activeWindows: [{ startMinute: 18 * 60, endMinute: 24 * 60 }] };
    const [first = 0, second = 0] = await road.propose(
      { expiresAt: NOON + HOUR },
      { expiresAt: NOON + 2 * HOUR },
      {},
    );
    await road.runFor(3 * HOUR);
    expect(await road.row(first)).toMatchObject({ state: 'expired', rule: 'expiry' });
    expect(await road.row(second)).toMatchObject({ state: 'expired', rule: 'expiry' });
    await road.runFor(4 * HOUR);
    expect(road.telegram.deliveries.map(({ at }) => at)).toEqual([NOON + 6 * HOUR]);
  });

  test('nothing is claimed while the line is down', async () => {
    const road = await openRoad();
    road.telegram.connection = 'offline';
    await road.propose({});
    const sender = road.sender();
    const stop = new AbortController();
    const run = sender.run(stop.signal);
    await road.clock.run(NOON + HOUR);
    expect(await road.states()).toEqual({ queued: 1 });
    road.telegram.turn('online');
    await road.clock.run(NOON + HOUR + 1);
    stop.abort();
    await road.clock.during(run);
    expect(await road.states()).toEqual({ sent: 1 });
  });
});
