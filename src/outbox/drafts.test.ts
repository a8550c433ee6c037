import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, GROUP, NOON, TestRoad } from '../../test/support/road.js';
import { PostaciError } from '../core/errors.js';
import { createDraftDesk } from './drafts.js';

const MINUTE = 60_000;

describeFastestDatabase('drafts', (open) => {
  async function setUp(...texts: string[]) {
    const road = new TestRoad(await open());
    const sender = road.sender();
    let kicks = 0;
    const desk = createDraftDesk({
      account: ACCOUNT,
      database: road.database,
      clock: road.clock,
      events: { publish: (event) => void road.events.push(event) },
      kick: () => {
        kicks++;
        sender.kick();
      },
    });
    const ids = await road.propose(
      ...texts.map((text) => ({
        service: 'comment' as const,
        content: { kind: 'text' as const, text },
        expiresAt: NOON + 10 * MINUTE,
        approval: true as const,
      })),
    );
    return { road, sender, desk, ids, kicks: () => kicks };
  }

  const codeOf = (work: Promise<void>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof PostaciError ? error.code : error),
    );

  test('wait until the operator accepts them; nothing goes before', async () => {
    const { road, sender, desk, ids, kicks } = await setUp('one', 'two');
    await road.runFor(MINUTE, sender);
    expect(road.telegram.deliveries).toEqual([]);
    expect(await desk.list()).toEqual(
      ids.map((id, index) => ({
        ...{ id, service: 'comment', peer: GROUP, text: index === 0 ? 'one' : 'two' },
        ...{ createdAt: NOON, expiresAt: NOON + 10 * MINUTE },
      })),
    );
    await desk.accept(ids[1] ?? 0);
    expect(kicks()).toBe(1);
    await road.runFor(MINUTE, sender);
    expect(road.telegram.texts).toEqual(['two']);
    expect((await desk.list()).map(({ id }) => id)).toEqual([ids[0]]);
  });

  test('go with the operator’s own words, and as long as these are of use', async () => {
    const { road, sender, desk, ids } = await setUp('one');
    road.limits = { ...road.limits, activeWindows: [{ startMinute: 13 * 60, endMinute: 14 * 60 }] };
    await desk.accept(ids[0] ?? 0, { text: 'better', expiresAt: NOON + 120 * MINUTE });
    await road.runFor(90 * MINUTE, sender);
    expect(road.telegram.texts).toEqual(['better']);
    expect(road.telegram.deliveries[0]?.at).toBe(NOON + 60 * MINUTE);
  });

  test('with words that can’t be sent stay as they are', async () => {
    const { desk, ids } = await setUp('one');
    for (const text of ['', ' ', 'x'.repeat(4_097), 'half \ud800']) {
      expect(await codeOf(desk.accept(ids[0] ?? 0, { text }))).toBe('INTENT_INVALID');
    }
    expect((await desk.list()).map(({ text }) => text)).toEqual(['one']);
  });

  test('are asked about at the guard when they are accepted', async () => {
    const { road, sender, desk, ids } = await setUp('one');
    road.allowedPeers = new Set();
    await desk.accept(ids[0] ?? 0);
    await road.runFor(MINUTE, sender);
    expect(road.telegram.texts).toEqual([]);
    expect(await road.row(ids[0] ?? 0)).toMatchObject({ state: 'refused', rule: 'allowed-target' });
  });

  test('that are rejected never go, with the reason', async () => {
    const { road, sender, desk, ids } = await setUp('one', 'two');
    await desk.reject(ids[0] ?? 0, 'too cheeky');
    await desk.reject(ids[1] ?? 0);
    await road.runFor(MINUTE, sender);
    expect(road.telegram.texts).toEqual([]);
    expect(await road.row(ids[0] ?? 0)).toMatchObject({
      ...{ state: 'refused', rule: 'approval', reason: 'too cheeky' },
    });
    expect(await codeOf(desk.accept(ids[0] ?? 0))).toBe('USAGE');
    expect(await codeOf(desk.reject(ids[1] ?? 0))).toBe('USAGE');
    expect(road.events.map((event) => event.type === 'intent' && event.state)).toEqual([
      'refused',
      'refused',
    ]);
  });

  test('that nobody approved in time have expired, and can’t be accepted any more', async () => {
    const { road, desk, ids } = await setUp('one');
    await road.clock.run(NOON + 10 * MINUTE - 1);
    await desk.expire();
    expect(await desk.list()).toHaveLength(1);
    await road.clock.run(NOON + 10 * MINUTE);
    expect(await desk.list()).toEqual([]);
    expect(await codeOf(desk.accept(ids[0] ?? 0))).toBe('USAGE');
    await desk.expire();
    expect(await road.row(ids[0] ?? 0)).toMatchObject({ state: 'expired', rule: 'approval' });
    expect(await codeOf(desk.accept(99))).toBe('USAGE');
  });
});
