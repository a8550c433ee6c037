import { describe, expect, test } from '@jest/globals';
import { judgeBooks } from './books.js';
import { judgeHearing } from './judge.js';
import type { OfferedMessage } from './offered.js';
import type { HandledRow } from './probe.js';

const GROUP = -1_001_500_000_001;
const PERSON = 5_000_000_001;

function offered(id: number, more: Partial<OfferedMessage> = {}): OfferedMessage {
  return { peer: GROUP, id, texts: [`text ${id}`], deleted: false, early: false, ...more };
}

let order = 0;

function row(messageId: number, more: Partial<HandledRow> = {}): HandledRow {
  order++;
  const usual = { order, batch: `batch ${order}`, kind: 'message', peer: GROUP } as const;
  return { ...usual, messageId, text: `text ${messageId}`, ...more };
}

const clean = { missed: [], doubled: [], outOfOrder: [], invented: [] };

describe('the judge of what was heard', () => {
  test('finds nothing where each event was handled once and in order', () => {
    const messages = [
      offered(1, { texts: ['text 1', 'better'] }),
      offered(2, { deleted: true }),
      offered(7, { peer: PERSON, deleted: true }),
    ];
    const rows = [
      row(1),
      row(2),
      row(1, { kind: 'edit', text: 'better' }),
      row(2, { kind: 'deletion', text: '' }),
      row(7, { peer: PERSON }),
      row(7, { kind: 'deletion', peer: undefined, text: '' }),
    ];
    expect(judgeHearing(messages, rows)).toMatchObject({
      ...clean,
      offered: 6,
      handledOnce: 6,
      withdrawn: 0,
    });
  });

  test('misses a message, an edit and a deletion', () => {
    const messages = [
      offered(1),
      offered(2, { texts: ['text 2', 'better'] }),
      offered(3, { deleted: true }),
    ];
    const { missed } = judgeHearing(messages, [row(2), row(3)]);
    expect(missed).toEqual([
      `${GROUP}/1 "text 1"`,
      `edit of ${GROUP}/2 "text 2"`,
      `deletion of ${GROUP}/3 "text 3"`,
    ]);
  });

  test('excuses what was deleted before it could be heard, but not its deletion', () => {
    const deletion = row(1, { kind: 'deletion', text: '' });
    expect(judgeHearing([offered(1, { deleted: true })], [deletion])).toMatchObject({
      ...clean,
      handledOnce: 1,
      withdrawn: 1,
    });
  });

  test('counts what was handled twice', () => {
    const { doubled, handledOnce } = judgeHearing([offered(1)], [row(1), row(1)]);
    expect(doubled).toEqual([`${GROUP}/1 "text 1": 2 times instead of 1`]);
    expect(handledOnce).toBe(1);
  });

  test('sees a message that came after a newer one of its chat, and an edit that came before it', () => {
    expect(judgeHearing([offered(1), offered(2)], [row(2), row(1)]).outOfOrder).toHaveLength(1);
    const edited = offered(1, { texts: ['text 1', 'better'] });
    const early = [row(1, { kind: 'edit', text: 'better' }), row(1)];
    expect(judgeHearing([edited], early).outOfOrder).toHaveLength(1);
    const elsewhere = offered(1, { peer: PERSON });
    const mixed = [row(2), row(1, { peer: PERSON })];
    expect(judgeHearing([offered(2), elsewhere], mixed).outOfOrder).toEqual([]);
  });

  test('sees what was never said', () => {
    const { invented } = judgeHearing([offered(1)], [row(1, { text: 'never' }), row(9)]);
    expect(invented).toEqual([`${GROUP}/1 "text 1" as "never"`, `message ${GROUP}/9 "text 9"`]);
    const edited = offered(2, { texts: ['text 2', 'one', 'two'] });
    const stale = [row(2), row(2, { kind: 'edit', text: 'two' })];
    const older = [...stale, row(2, { kind: 'edit', text: 'one' })];
    expect(judgeHearing([edited], older).invented).toEqual([
      `${GROUP}/2 "text 2" ends as "one", not as "two"`,
    ]);
  });

  test('lets what was said before the daemon listened be heard or not', () => {
    const early = [offered(1, { early: true }), offered(2, { early: true }), offered(3)];
    expect(judgeHearing(early, [row(2), row(3)])).toMatchObject({ ...clean, offered: 1 });
  });

  test('counts albums that came in parts', () => {
    const album = [offered(1, { albumId: '5' }), offered(2, { albumId: '5' })];
    const whole = [row(1, { batch: 'a' }), row(2, { batch: 'a' })];
    expect(judgeHearing(album, whole)).toMatchObject({ albums: 1, splitAlbums: 0 });
    expect(judgeHearing(album, [row(1), row(2)])).toMatchObject({ albums: 1, splitAlbums: 1 });
  });
});

describe('the judge of what was sent', () => {
  const booked = (id: number, state: 'sent' | 'sending' | 'refused') => {
    return { id, state, random_ids: [BigInt(id)], rule: null };
  };
  const arrived = (id: number) => ({ randomId: String(id), text: `text ${id}` });

  test('finds nothing where all that is booked as sent is there once', () => {
    expect(judgeBooks([booked(1, 'sent'), booked(2, 'refused')], [arrived(1)])).toEqual({
      intended: 2,
      sentOnce: 1,
      arrived: 1,
      lost: [],
      duplicated: [],
      unsettled: [],
      refused: { 'no rule': 1 },
    });
  });

  test('finds what is lost, doubled, in nobody’s books or in doubt', () => {
    const books = [
      booked(1, 'sent'),
      booked(2, 'sent'),
      booked(3, 'sending'),
      booked(4, 'refused'),
    ];
    const world = [arrived(2), arrived(2), arrived(4), arrived(5)];
    expect(judgeBooks(books, world)).toMatchObject({
      sentOnce: 0,
      lost: ['intent 1 is sent (null)'],
      duplicated: ['2: 2 times', 'unbooked text 5', 'intent 4 is refused (null)'],
      unsettled: ['intent 3 is sending (null)'],
    });
  });
});
