import { describe, expect, test } from '@jest/globals';
import { PEOPLE_WORDS } from '../../../words/people.js';
import { cells } from '../parts/cells.js';
import { plain } from '../parts/rows.js';
import { dayRows } from './day-rows.js';

const DAYS = [
  {
    day: '2026-04-30',
    sent: { message: 30, reply: 10 },
    refused: 1,
    failed: 0,
    expired: 2,
    heard: 120,
  },
  { day: '2026-05-01', sent: { message: 2 }, refused: 0, failed: 0, expired: 0, heard: 1_234 },
];

describe('the days', () => {
  test('stand newest first, as bars beside their figures', () => {
    expect(dayRows(DAYS, PEOPLE_WORDS.en, 78).map(plain)).toEqual([
      'day         sent                               heard  refused  failed  expired',
      '2026-05-01  █                         2         1234        0       0        0',
      '2026-04-30  █████████████████████████ 40         120        1       0        2',
    ]);
  });

  test('name the services where there is room', () => {
    const [, , first] = dayRows(DAYS, PEOPLE_WORDS.en, 118).map(plain);
    expect(first).toMatch(/2 {2}message 30 reply 10$/);
  });

  test.each(['en', 'tr', 'ru'] as const)('fit at every width (%s)', (language) => {
    for (const columns of [78, 98, 158]) {
      for (const row of dayRows(DAYS, PEOPLE_WORDS[language], columns)) {
        expect(cells(plain(row))).toBeLessThanOrEqual(columns);
      }
    }
  });
});
