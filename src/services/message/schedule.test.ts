import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Schedule } from '../../core/settings.js';
import { seededRandom } from '../../lib/seeded-random.js';
import {
  drawGapMs,
  firstDueAt,
  nextCronRun,
  scheduleText,
  staggerMs,
  trafficGapMs,
} from './schedule.js';

const minute = 60_000;
const hour = 3_600_000;

function runs(expression: string, timeZone: string, from: string, count: number): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); found.length < count; ) {
    at = nextCronRun(expression, timeZone, at);
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
  }
  return found;
}

describe('a cron expression', () => {
  test('follows the local clock over both changes of the year', () => {
    expect(runs('0 9 * * *', 'Europe/Berlin', '2026-03-27T12:00Z', 3)).toEqual([
      '2026-03-28T08:00Z',
      '2026-03-29T07:00Z',
      '2026-03-30T07:00Z',
    ]);
    expect(runs('0 9 * * *', 'Europe/Berlin', '2026-10-23T12:00Z', 3)).toEqual([
      '2026-10-24T07:00Z',
      '2026-10-25T08:00Z',
      '2026-10-26T08:00Z',
    ]);
  });

  test('runs right after the gap when its local time is left out', () => {
    expect(runs('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29T01:00Z',
      '2026-03-30T00:30Z',
    ]);
  });

  test.each(['30 2 * * *', '30 1,2 * * *'])('%s runs once when its local time comes twice', (e) => {
    const all = runs(e, 'Europe/Berlin', '2026-10-24T12:00Z', 4);
    const local = all.map((at) =>
      new Intl.DateTimeFormat('en', {
        timeZone: 'Europe/Berlin',
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(Date.parse(at)),
    );
    expect(new Set(local).size).toBe(4);
  });

  test('that runs all the time goes on evenly over both changes', () => {
    for (const day of ['2026-03-29T00:00Z', '2026-10-25T00:00Z']) {
      const all = runs('*/30 * * * *', 'Europe/Berlin', day, 6).map((at) => Date.parse(at));
      const gaps = all.slice(1).map((at, index) => at - (all[index] ?? 0));
      expect(gaps).toEqual(Array(5).fill(30 * minute));
    }
  });

  test('without a clock change, as in Istanbul, is the same all year', () => {
    expect(runs('0 9 * * *', 'Europe/Istanbul', '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29T06:00Z',
      '2026-03-30T06:00Z',
    ]);
  });

  test('takes seconds as a sixth field, and never comes when it names no day', () => {
    expect(runs('15 0 9 * * *', 'UTC', '2026-03-28T12:00Z', 1)).toEqual([
      '2026-03-29T09:00:15.000Z',
    ]);
    expect(nextCronRun('0 9 31 2 *', 'UTC', 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('every so often', () => {
  test('draws each gap from the whole of its jitter, and never outside', () => {
    const random = seededRandom(7);
    const gaps = Array.from({ length: 2000 }, () => drawGapMs(hour, 10 * minute, random));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50 * minute);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(70 * minute);
    expect(Math.min(...gaps)).toBeLessThan(51 * minute);
    expect(Math.max(...gaps)).toBeGreaterThan(69 * minute);
  });
});

describe('following the traffic', () => {
  test('a silent group gets the longest gap, 30 messages an hour the middle', () => {
    expect(trafficGapMs(0, 10 * minute, 2 * hour)).toBe(2 * hour);
    expect(trafficGapMs(30, 10 * minute, 2 * hour)).toBe(65 * minute);
    expect(trafficGapMs(1e9, 10 * minute, 2 * hour)).toBe(10 * minute);
  });

  test('the livelier a group, the shorter its gap, always within the bounds', () => {
    const rate = fc.double({ min: 0, max: 1e6, noNaN: true });
    const bound = fc.integer({ min: 1000, max: 1e9 });
    fc.assert(
      fc.property(rate, rate, bound, bound, (one, other, a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const [quiet, lively] = [Math.min(one, other), Math.max(one, other)];
        const [long, short] = [trafficGapMs(quiet, min, max), trafficGapMs(lively, min, max)];
        expect(long).toBeGreaterThanOrEqual(short);
        expect(short).toBeGreaterThanOrEqual(min);
        expect(long).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('targets with the same schedule', () => {
  const schedules: Schedule[] = [
    { kind: 'every', everyMs: hour, jitterMs: 0 },
    { kind: 'traffic', minMs: hour, maxMs: 5 * hour },
    { kind: 'cron', expression: '0 9 * * *' },
  ];

  test.each(schedules)('$kind: fifty of them never begin within the same second', (schedule) => {
    const random = seededRandom(3);
    const offsets = Array.from({ length: 50 }, (_, rank) =>
      staggerMs(schedule, { rank, count: 50 }, random),
    ).sort((a, b) => a - b);
    const gaps = offsets.slice(1).map((offset, index) => offset - (offsets[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
    expect(offsets[49]).toBeLessThan(hour);
  });

  test('the first of them begins within a minute', () => {
    const place = { rank: 0, count: 1 };
    for (const schedule of schedules.slice(0, 2)) {
      const first = firstDueAt(schedule, { now: 0, timeZone: 'UTC', place, random: () => 0.999 });
      expect(first).toBeLessThanOrEqual(minute);
    }
  });
});

test('a schedule is another one when any part of it changes', () => {
  const texts = [
    scheduleText({ kind: 'every', everyMs: 1000, jitterMs: 0 }, 'UTC'),
    scheduleText({ kind: 'every', everyMs: 1000, jitterMs: 1 }, 'UTC'),
    scheduleText({ kind: 'every', everyMs: 2000, jitterMs: 0 }, 'UTC'),
    scheduleText({ kind: 'cron', expression: '0 9 * * *' }, 'UTC'),
    scheduleText({ kind: 'cron', expression: '0 9 * * *' }, 'Europe/Berlin'),
    scheduleText({ kind: 'traffic', minMs: 1000, maxMs: 2000 }, 'UTC'),
  ];
  expect(new Set(texts).size).toBe(texts.length);
  // Where the clock does not matter, moving does not start anew.
  expect(scheduleText({ kind: 'every', everyMs: 1000, jitterMs: 0 }, 'Asia/Tokyo')).toBe(texts[0]);
});
