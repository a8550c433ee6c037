import { describe, expect, test } from '@jest/globals';
import { readConsentDate } from './consent-date.js';

const NOW = Date.UTC(2026, 4, 1, 12);
const read = (written: string, timeZone = 'Europe/Istanbul') =>
  readConsentDate(written, NOW, timeZone);

describe('the date of a consent', () => {
  test.each([
    ['2026-03-01', '2026-02-28T21:00:00.000Z'],
    ['2026-03-01 14:30', '2026-03-01T11:30:00.000Z'],
    ['2026-03-01T14:30:07', '2026-03-01T11:30:07.000Z'],
    ['2026-03-01T14:30Z', '2026-03-01T14:30:00.000Z'],
    ['2026-03-01t14:30:00.123456z', '2026-03-01T14:30:00.000Z'],
    ['2026-03-01 14:30:00 -04:00', '2026-03-01T18:30:00.000Z'],
    ['2026-03-01T14:30+0530', '2026-03-01T09:00:00.000Z'],
    ['2024-02-29', '2024-02-28T21:00:00.000Z'],
  ])('%s is %s in Istanbul', (written, at) => {
    expect(read(written)).toEqual({ at: Date.parse(at) });
  });

  test('that the clocks skipped is the moment after it', () => {
    expect(read('2026-03-29 02:30', 'Europe/Berlin')).toEqual({
      at: Date.parse('2026-03-29T01:00:00Z'),
    });
  });

  test('of today is none in the future, wherever the customer is', () => {
    expect(read('2026-05-01')).toHaveProperty('at');
    expect(readConsentDate('2026-05-02', NOW, 'Pacific/Kiritimati')).toHaveProperty('at');
    expect(readConsentDate('2026-05-02', NOW, 'America/New_York')).toHaveProperty('problem');
  });

  test.each([
    ['01.03.2026', /no date like/],
    ['03/01/2026', /no date like/],
    ['2026-3-1', /no date like/],
    ['yesterday', /no date like/],
    ['46082', /no date like/],
    ['2026-02-30', /does not exist/],
    ['2026-13-01', /does not exist/],
    ['2026-00-10', /does not exist/],
    ['2026-03-01 24:00', /does not exist/],
    ['2026-03-01 10:60', /does not exist/],
    ['2026-05-01T12:00:01Z', /future/],
    ['9999-12-31', /future/],
    ['1970-01-01', /before there was a Telegram/],
    ['0026-03-01', /does not exist|before/],
  ])('%s is none', (written, why) => {
    expect(read(written)).toEqual({ problem: expect.stringMatching(why) });
  });

  test('of this very moment is right', () => {
    expect(read('2026-05-01T12:00:00Z')).toEqual({ at: NOW });
  });
});
