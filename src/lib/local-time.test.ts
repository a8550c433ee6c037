import { describe, expect, test } from '@jest/globals';
import {
  describeLocal,
  HOUR_MS,
  localClock,
  startOfLocalDay,
  startOfNextLocalDay,
} from './local-time.js';

const utc = (text: string) => Date.parse(`${text}Z`);

describe('the wall clock of a zone', () => {
  test.each([
    ['Europe/Istanbul', '2026-07-01T09:00', '2026-07-01 12:00'],
    ['Europe/Berlin', '2026-03-29T00:59', '2026-03-29 01:59'],
    ['Europe/Berlin', '2026-03-29T01:00', '2026-03-29 03:00'],
    ['America/New_York', '2026-11-01T05:59', '2026-11-01 01:59'],
    ['America/New_York', '2026-11-01T06:00', '2026-11-01 01:00'],
    ['Australia/Lord_Howe', '2026-04-04T14:59', '2026-04-05 01:59'],
    ['Australia/Lord_Howe', '2026-04-04T15:00', '2026-04-05 01:30'],
    ['Asia/Kathmandu', '2026-01-01T00:00', '2026-01-01 05:45'],
    ['UTC', '1969-12-31T23:59', '1969-12-31 23:59'],
  ])('%s at %s shows %s', (zone, at, shown) => {
    expect(describeLocal(localClock(zone), utc(at))).toBe(shown);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29T12:00', '2026-03-28T23:00', 23],
    ['Europe/Berlin', '2026-10-25T12:00', '2026-10-24T22:00', 25],
    ['America/New_York', '2026-03-08T12:00', '2026-03-08T05:00', 23],
    ['America/New_York', '2026-11-01T12:00', '2026-11-01T04:00', 25],
    ['Australia/Lord_Howe', '2026-04-05T00:00', '2026-04-04T13:00', 24.5],
    ['Australia/Lord_Howe', '2026-10-04T00:00', '2026-10-03T13:30', 23.5],
    ['Europe/Istanbul', '2026-03-29T12:00', '2026-03-28T21:00', 24],
    // Clocks go from 24:00 back to 23:00, and from 24:00 on to 1:00.
    ['America/Santiago', '2026-04-05T02:30', '2026-04-04T03:00', 25],
    ['America/Santiago', '2026-09-06T12:00', '2026-09-06T04:00', 23],
  ])('in %s, the day of %s UTC begins at %s and has %d hours', (zone, at, began, hours) => {
    const clock = localClock(zone);
    expect(startOfLocalDay(clock, utc(at))).toBe(utc(began));
    expect(startOfNextLocalDay(clock, utc(at))).toBe(utc(began) + hours * HOUR_MS);
  });

  test('an unknown zone is an error', () => {
    expect(() => localClock('Europe/Atlantis')).toThrow(RangeError);
  });
});
