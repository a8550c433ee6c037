import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../test/support/databases.js';
import type { TokenUse, UsageReservation } from '../../core/usage-book.js';
import { localClock } from '../../lib/local-time.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { DatabaseUsageBook } from './usage-book.js';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 0, 1, 12);
/** Midnight in Istanbul, three hours before that of UTC. */
const NEXT_DAY_MS = Date.UTC(2026, 0, 1, 21);
const upTo = (most: number) => (day: TokenUse) => day.input + day.output <= most;
const anything = upTo(Number.POSITIVE_INFINITY);

describeDatabases('the usage book', (open) => {
  async function book(account = 'a') {
    const db = await open();
    const clock = new VirtualClock(NOON_MS);
    const local = localClock('Europe/Istanbul');
    return {
      db,
      clock,
      book: new DatabaseUsageBook(db, account, clock, local),
      other: new DatabaseUsageBook(db, 'b', clock, local),
    };
  }

  /** What is used so far: what a reservation of nothing is judged by. */
  async function used({ book }: { book: DatabaseUsageBook }): Promise<TokenUse> {
    let seen: TokenUse | undefined;
    await book.reserve('probe', { input: 0, output: 0 }, (day) => {
      seen = day;
      return false;
    });
    if (!seen) throw new Error('nobody was asked');
    return seen;
  }

  async function reserved(book: DatabaseUsageBook, model: string, input: number, output: number) {
    const reservation = await book.reserve(model, { input, output }, anything);
    if ('nextDayAt' in reservation) throw new Error('there was no room');
    return reservation satisfies UsageReservation;
  }

  test('counts what was set aside until it is settled, over all models', async () => {
    const stage = await book();
    const first = await reserved(stage.book, 'small', 100, 50);
    await reserved(stage.book, 'large', 1, 2);
    expect(await used(stage)).toEqual({ input: 101, output: 52 });
    await stage.book.settle(first, { input: 30, output: 5 });
    expect(await used(stage)).toEqual({ input: 31, output: 7 });
    await stage.book.settle(await reserved(stage.book, 'small', 10, 10), { input: 0, output: 60 });
    expect(await used(stage)).toEqual({ input: 31, output: 67 });
    const rows = await stage.db.query(
      `select model, requests, tokens_in, tokens_out from ${stage.db.schema}.llm_usage order by model`,
    );
    expect(rows).toEqual([
      { model: 'large', requests: 1, tokens_in: 1, tokens_out: 2 },
      { model: 'small', requests: 2, tokens_in: 30, tokens_out: 65 },
    ]);
  });

  test('tells when the next local day begins, which has nothing used', async () => {
    const stage = await book();
    await reserved(stage.book, 'small', 100, 0);
    const refused = await stage.book.reserve('small', { input: 1, output: 0 }, upTo(100));
    expect(refused).toEqual({ nextDayAt: NEXT_DAY_MS });
    await stage.clock.run(NEXT_DAY_MS - 1);
    expect((await used(stage)).input).toBe(100);
    await stage.clock.run(NEXT_DAY_MS);
    expect((await used(stage)).input).toBe(0);
  });

  test('is settled with the day that paid, also when that is over', async () => {
    const stage = await book();
    const late = await reserved(stage.book, 'small', 100, 100);
    await stage.clock.run(NEXT_DAY_MS + HOUR_MS);
    await reserved(stage.book, 'small', 7, 0);
    await stage.book.settle(late, { input: 1, output: 1 });
    expect(await used(stage)).toEqual({ input: 7, output: 0 });
    expect(late.day).toBe('2026-01-01');
  });

  test('keeps accounts apart', async () => {
    const stage = await book();
    await reserved(stage.other, 'small', 100, 100);
    expect(await used(stage)).toEqual({ input: 0, output: 0 });
  });

  test('never gives more than there is to many who ask at a time', async () => {
    const stage = await book();
    const asked = Array.from({ length: 40 }, () =>
      stage.book.reserve('small', { input: 6, output: 4 }, upTo(100)),
    );
    const given = (await Promise.all(asked)).filter((answer) => !('nextDayAt' in answer));
    expect(given).toHaveLength(10);
    expect(await used(stage)).toEqual({ input: 60, output: 40 });
  });
});
