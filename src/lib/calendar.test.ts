import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_LIMITS } from '../../test/support/road.js';
import { calendarOf } from './calendar.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const utc = (text: string) => Date.parse(`${text}Z`);
const hours = (from: number, to: number) => [{ startMinute: from * 60, endMinute: to * 60 }];

function calendar(
  timeZone: string,
  activeWindows: ReturnType<typeof hours>,
  blackoutDays: string[] = [],
) {
  return calendarOf({ ...NO_LIMITS, timeZone, activeWindows, blackoutDays });
}

describe('the next opening', () => {
  test.each([
    [
      'is now inside a window',
      'Europe/Istanbul',
      hours(9, 18),
      [],
      '2026-06-10T06:00',
      '2026-06-10T06:00',
    ],
    [
      'is the next morning',
      'Europe/Istanbul',
      hours(9, 18),
      [],
      '2026-06-10T15:00',
      '2026-06-11T06:00',
    ],
    [
      'follows daylight saving',
      'Europe/Berlin',
      hours(9, 18),
      [],
      '2026-03-28T18:00',
      '2026-03-29T07:00',
    ],
    [
      'is the end of a skipped hour',
      'Europe/Berlin',
      [{ startMinute: 150, endMinute: 240 }],
      [],
      '2026-03-28T23:00',
      '2026-03-29T01:00',
    ],
    [
      'skips a window that is skipped as a whole',
      'Europe/Berlin',
      hours(2, 3),
      [],
      '2026-03-28T23:00',
      '2026-03-30T00:00',
    ],
    [
      'comes twice in an hour that comes twice',
      'Europe/Berlin',
      [{ startMinute: 120, endMinute: 150 }],
      [],
      '2026-10-25T00:30',
      '2026-10-25T01:00',
    ],
    [
      'follows half an hour too',
      'Australia/Lord_Howe',
      hours(9, 10),
      [],
      '2026-04-04T20:00',
      '2026-04-04T22:30',
    ],
    [
      'is inside a window that passes midnight',
      'America/New_York',
      hours(22, 3),
      [],
      '2026-06-10T05:00',
      '2026-06-10T05:00',
    ],
    [
      'ends such a window in the morning',
      'America/New_York',
      hours(22, 3),
      [],
      '2026-06-10T07:00',
      '2026-06-11T02:00',
    ],
    [
      'passes over a blackout day',
      'Europe/Istanbul',
      hours(9, 18),
      ['2026-06-11'],
      '2026-06-10T15:00',
      '2026-06-12T06:00',
    ],
    [
      'is midnight after a blackout day',
      'America/New_York',
      [],
      ['2026-03-08'],
      '2026-03-08T12:00',
      '2026-03-09T04:00',
    ],
    [
      'cuts a night window at a blackout day',
      'Europe/Istanbul',
      hours(22, 3),
      ['2026-06-11'],
      '2026-06-10T21:30',
      '2026-06-11T21:00',
    ],
  ])('%s', (_says, zone, windows, blackout, from, expected) => {
    expect(calendar(zone, windows, blackout).opening(utc(from), 0)).toBe(utc(expected));
  });

  test('a window that is shorter than a send may take never opens', () => {
    const short = calendar('UTC', [{ startMinute: 600, endMinute: 601 }]);
    expect(short.opening(utc('2026-06-10T09:00'), MINUTE)).toBe(utc('2026-06-10T10:00'));
    expect(short.opening(utc('2026-06-10T09:00'), MINUTE + 1)).toBeUndefined();
  });

  test('windows that touch are one', () => {
    const joined = calendar('UTC', [...hours(5, 10), ...hours(10, 12)]);
    expect(joined.closing(utc('2026-06-10T09:00'))).toBe(utc('2026-06-10T12:00'));
  });

  test('is really open, and nothing before it is: any windows, zone and moment', () => {
    const zones = [
      'Europe/Istanbul',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/Santiago',
    ];
    const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
    const windows = fc.array(
      fc.record({ startMinute: minute, endMinute: minute.map((one) => one + 15) }),
      { minLength: 1, maxLength: 3 },
    );
    // Around the changes of 2026, where it could go wrong.
    const around = fc.constantFrom(
      '2026-03-08',
      '2026-03-29',
      '2026-04-05',
      '2026-09-06',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
    );
    const offset = fc.integer({ min: -36 * 60, max: 36 * 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        windows,
        around,
        offset,
        (zone, activeWindows, day, minutes) => {
          const format = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: '2-digit',
            minute: '2-digit',
          });
          const isOpen = (at: number) => {
            const [hour = 0, min = 0] = format.format(at).split(':').map(Number);
            const now = hour * 60 + min;
            return activeWindows.some(({ startMinute: start, endMinute: end }) =>
              start < end ? start <= now && now < end : start <= now || now < end,
            );
          };
          const from = utc(`${day}T00:00`) + minutes * MINUTE;
          const opening = calendar(zone, activeWindows).opening(from, 0) ?? Number.NaN;
          expect(opening).toBeLessThan(from + 3 * DAY);
          expect(isOpen(opening)).toBe(true);
          for (let at = from; at < opening; at += 5 * MINUTE) expect(isOpen(at)).toBe(false);
          if (opening > from) expect(isOpen(opening - 1)).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });
});
