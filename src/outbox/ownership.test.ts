import { expect, test } from '@jest/globals';
import { describeFastestDatabase, describePostgres } from '../../test/support/databases.js';
import { NO_LIMITS, NOON, OTHER_GROUP, TestRoad } from '../../test/support/road.js';

const MINUTE = 60_000;

describeFastestDatabase('a sender that no longer owns the account', (open) => {
  test('claims nothing more and says why', async () => {
    const road = new TestRoad(await open());
    await road.propose({});
    const lost = new Error('another process has taken it over');
    const run = road
      .sender({ fence: () => Promise.reject(lost) })
      .run(new AbortController().signal);
    await expect(road.clock.during(run)).rejects.toBe(lost);
    expect(road.telegram.deliveries).toHaveLength(0);
    expect(await road.states()).toEqual({ queued: 1 });
  });

  test('still writes down what arrived before', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({}, {});
    let asked = 0;
    const fence = async () => {
      // Once at the start, once at the claim.
      if (++asked > 2) throw new Error('gone');
    };
    const run = road.sender({ fence }).run(new AbortController().signal);
    await expect(road.clock.during(run)).rejects.toThrow('gone');
    expect(await road.row(id)).toMatchObject({ state: 'sent', message_ids: [1] });
    expect(road.telegram.deliveries).toHaveLength(1);
  });
});

describePostgres('two senders on one account', (open) => {
  test('claim each message once between them, and keep the caps together', async () => {
    const database = await open();
    const road = new TestRoad(database);
    road.limits = { ...NO_LIMITS, messagesPerDay: 30 };
    await road.propose(...Array.from({ length: 40 }, () => ({ peer: OTHER_GROUP })));
    const another = new TestRoad(await database.another());
    another.limits = road.limits;
    const stop = new AbortController();
    // Both take up what was in flight before anything is: that is what the lease guards.
    const runs = [road.sender().run(stop.signal), another.sender().run(stop.signal)];
    await Promise.all([road.clock.run(NOON + MINUTE), another.clock.run(NOON + MINUTE)]);
    stop.abort();
    await Promise.all(runs);
    const sent = [...road.telegram.deliveries, ...another.telegram.deliveries];
    expect(sent).toHaveLength(30);
    expect(new Set(sent.map(({ randomIds }) => randomIds[0])).size).toBe(30);
  });
});

describeFastestDatabase('a sender that is asked to stop', (open) => {
  test('finishes the send in flight and takes no other', async () => {
    const road = new TestRoad(await open());
    const [first = 0, second = 0] = await road.propose({}, {});
    const stop = new AbortController();
    road.telegram.fates.push(async () => {
      stop.abort();
      await road.clock.sleepUntil(NOON + 5_000);
      return { status: 'sent', messageIds: [9], sentAt: NOON, duplicate: false };
    });
    await road.clock.during(road.sender().run(stop.signal));
    expect(await road.row(first)).toMatchObject({ state: 'sent', message_ids: [9] });
    expect(await road.row(second)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(road.clock.sleeping).toBe(0);
    expect(road.telegram.watchers).toBe(0);
  });

  test('records as in doubt what does not end in time', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({});
    const stop = new AbortController();
    road.telegram.fates.push(async (signal) => {
      stop.abort();
      await road.clock.sleepUntil(NOON + 60 * MINUTE, signal).catch(() => undefined);
      return { status: 'unknown', code: 'ABORTED' };
    });
    await road.clock.during(road.sender({ graceMs: 3_000 }).run(stop.signal));
    expect(road.clock.now()).toBe(NOON + 3_000);
    expect(await road.row(id)).toMatchObject({ state: 'sending', rule: 'ABORTED' });
    expect(await road.ledger()).toMatchObject([{ outcome: 'unknown' }]);
  });

  test('can be run again', async () => {
    const road = new TestRoad(await open());
    const sender = road.sender();
    await road.propose({});
    await road.runFor(MINUTE, sender);
    await road.propose({});
    await road.runFor(MINUTE, sender);
    expect(await road.states()).toEqual({ sent: 2 });
  });
});
