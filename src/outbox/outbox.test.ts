import { describe, expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { draft, NOON, TestRoad } from '../../test/support/road.js';
import type { LiveEvent } from '../core/events.js';
import { createOutbox } from './outbox.js';
import { makeRandomId } from './random-ids.js';
import { validateDraft } from './validate.js';

describeFastestDatabase('the outbox', (open) => {
  const setUp = async () => {
    const road = new TestRoad(await open());
    const told: LiveEvent[] = [];
    let kicks = 0;
    const outbox = createOutbox({
      clock: road.clock,
      events: { publish: (event) => void told.push(event) },
      kick: () => void kicks++,
    });
    return { road, outbox, told, kicks: () => kicks };
  };

  test('remembers an intent with its random id before anything is sent', async () => {
    const { road, outbox } = await setUp();
    const { id, created } = await outbox.propose(road.database, draft());
    expect(created).toBe(true);
    const row = await road.row(id);
    expect(row).toMatchObject({ state: 'queued', attempts: 0, next_at: NOON });
    expect(row.random_ids).toHaveLength(1);
    expect(typeof row.random_ids[0]).toBe('bigint');
  });

  test('takes the same key of one account for one intent', async () => {
    const { road, outbox } = await setUp();
    const first = await outbox.propose(road.database, draft({ dedupeKey: 'noon' }));
    const again = await outbox.propose(road.database, draft({ dedupeKey: 'noon' }));
    const other = await outbox.propose(road.database, draft({ dedupeKey: 'noon', account: 'b' }));
    expect(again).toEqual({ id: first.id, created: false });
    expect(other.created).toBe(true);
  });

  test('forgets it with the transaction that is rolled back', async () => {
    const { road, outbox } = await setUp();
    const failing = road.database.transaction(async (tx) => {
      await outbox.propose(tx, draft());
      throw new Error('the service failed');
    });
    await expect(failing).rejects.toThrow('the service failed');
    expect(await road.states()).toEqual({});
  });

  test('tells the sender, and those who watch, when kicked', async () => {
    const { road, outbox, told, kicks } = await setUp();
    await outbox.propose(road.database, draft({ content: { kind: 'text', text: 'hi' } }));
    expect([told.length, kicks()]).toEqual([0, 0]);
    outbox.kick();
    expect(told).toMatchObject([{ type: 'intent', state: 'queued', text: 'hi' }]);
    expect(kicks()).toBe(1);
  });
});

describe('what could never be sent is turned away', () => {
  const text = (value: string) => ({ content: { kind: 'text', text: value } }) as const;
  const photo = (value: string) =>
    ({ content: { kind: 'media', media: 'photo', path: '/a.jpg', text: value } }) as const;
  test.each([
    ['an empty text', text(''), /empty/],
    ['white space', text(' \n\t'), /empty/],
    ['4,097 characters', text('a'.repeat(4_097)), /4097 characters.*at most 4096.*Shorten/],
    ['a caption of 1,025', photo('a'.repeat(1_025)), /a caption at most 1024/],
    ['half an emoji', text('\ud83d'), /half a character/],
    ['a NUL', text('a\0b'), /NUL/],
    [
      'an entity past the end',
      { content: { kind: 'text', text: 'ab', entities: [{ type: 'bold', offset: 1, length: 2 }] } },
      /bold at 1.*outside/,
    ],
    ['no peer', { peer: 0 }, /no peer/],
    ['no dedupe key', { dedupeKey: '' }, /dedupe key/],
  ] as const)('%s', (_what, changes, message) => {
    expect(() => validateDraft(draft(changes))).toThrow(message);
    expect(() => validateDraft(draft(changes))).toThrow(
      expect.objectContaining({ code: 'INTENT_INVALID' }),
    );
  });

  test.each([
    ['4,096 characters', text('a'.repeat(4_096))],
    ['a whole emoji', text('📮')],
    ['a photo without a caption', photo('')],
  ] as const)('but not %s', (_what, changes) => {
    expect(() => validateDraft(draft(changes))).not.toThrow();
  });
});

test('random ids are signed 64 bits, never zero, never the same', () => {
  const ids = Array.from({ length: 1_000 }, makeRandomId);
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.some((id) => id < 0n)).toBe(true);
  for (const id of ids) expect(BigInt.asIntN(64, id)).toBe(id);
  expect(ids).not.toContain(0n);
});
