import { describe, expect, test } from '@jest/globals';
import { NO_LIMITS } from '../../../test/support/road.js';
import type { Limits } from '../../core/settings.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { lastingPaceMs, nextSlot, paceMs } from './slots.js';

/** A Wednesday in Moscow, where it is three hours later than in UTC all year. */
const MIDNIGHT = Date.UTC(2026, 5, 9, 21);
/** S1's: two windows, 40 a day, 8 an hour. */
const S1: Limits = {
  ...NO_LIMITS,
  timeZone: 'Europe/Moscow',
  activeWindows: [
    { startMinute: 5 * 60, endMinute: 10 * 60 },
    { startMinute: 18 * 60, endMinute: 24 * 60 },
  ],
  messagesPerDay: 40,
  messagesPerHour: 8,
  minIntervalMs: 90_000,
};

/** The slots of a day on which each is used. */
function dayOf(limits: Limits, seed: number): number[] {
  const random = seededRandom(seed);
  const slots: number[] = [];
  for (let now = MIDNIGHT; ; ) {
    now = nextSlot(limits, slots.length, now, random);
    if (now >= MIDNIGHT + DAY_MS) return slots;
    slots.push(now);
  }
}

describe('the moments of scheduled comments', () => {
  test('lie in the windows, and use up the day’s budget without exceeding it', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const slots = dayOf(S1, seed);
      expect(slots.length).toBeGreaterThanOrEqual(30);
      expect(slots.length).toBeLessThanOrEqual(40);
      for (const at of slots) {
        const hour = (at - MIDNIGHT) / HOUR_MS;
        expect((hour >= 5 && hour < 10) || hour >= 18).toBe(true);
      }
    }
  });

  test('are spread over the windows and do not bunch where one begins', () => {
    const byHour = new Array<number>(24).fill(0);
    for (let seed = 1; seed <= 50; seed++) {
      for (const at of dayOf(S1, seed)) {
        const hour = Math.floor((at - MIDNIGHT) / HOUR_MS);
        byHour[hour] = (byHour[hour] ?? 0) + 1;
      }
    }
    const open = byHour.filter((_, hour) => (hour >= 5 && hour < 10) || hour >= 18);
    const mean = open.reduce((sum, count) => sum + count, 0) / open.length;
    for (const count of open) {
      expect(count).toBeGreaterThan(mean * 0.5);
      expect(count).toBeLessThan(mean * 1.5);
    }
  });

  test('go on with the next day when this one’s budget is spent', () => {
    const at = nextSlot(S1, 40, MIDNIGHT + 6 * HOUR_MS, seededRandom(1));
    expect(at).toBeGreaterThan(MIDNIGHT + DAY_MS + 5 * HOUR_MS);
    expect(at).toBeLessThan(MIDNIGHT + DAY_MS + 6 * HOUR_MS);
  });

  test('without caps are half an hour apart, give or take half of it', () => {
    const random = seededRandom(3);
    for (let turn = 0; turn < 100; turn++) {
      const gap = nextSlot(NO_LIMITS, 0, MIDNIGHT, random) - MIDNIGHT;
      expect(gap).toBeGreaterThanOrEqual(15 * 60_000);
      expect(gap).toBeLessThan(45 * 60_000);
    }
  });

  test('with a cap of 0, or no window ahead, are thought of again in an hour', () => {
    const random = seededRandom(1);
    expect(nextSlot({ ...S1, messagesPerDay: 0 }, 0, MIDNIGHT, random)).toBe(MIDNIGHT + HOUR_MS);
    const blackoutDays = Array.from({ length: 60 }, (_, day) =>
      new Date(MIDNIGHT + day * DAY_MS + 12 * HOUR_MS).toISOString().slice(0, 10),
    );
    const closed = { ...S1, activeWindows: [], blackoutDays };
    expect(nextSlot(closed, 0, MIDNIGHT, random)).toBeGreaterThan(MIDNIGHT);
  });

  test('keep the pace that the limits leave', () => {
    expect(paceMs(S1)).toBe(450_000);
    expect(paceMs({ ...S1, messagesPerHour: 60 })).toBe(90_000);
    expect(paceMs(NO_LIMITS)).toBe(1_000);
  });

  test('and of new posts, leave enough of the budget for the last window', () => {
    const at = (hour: number) => MIDNIGHT + hour * HOUR_MS;
    expect(lastingPaceMs(S1, 0, at(5))).toBe(792_000);
    expect(lastingPaceMs(S1, 30, at(18))).toBe(1_728_000);
    expect(lastingPaceMs(S1, 0, at(23.9))).toBe(paceMs(S1));
    expect(lastingPaceMs(S1, 40, at(12))).toBe(paceMs(S1));
    expect(lastingPaceMs({ ...NO_LIMITS, messagesPerHour: 8 }, 3, at(5))).toBe(450_000);
  });
});
