import { describe, expect, test } from '@jest/globals';
import type { InterfaceLanguage } from '../../../core/languages.js';
import type { WhyReport } from '../../../core/why.js';
import { plain } from '../parts/rows.js';
import { questionOf, writtenAs } from './question.js';
import { whyRows } from './why-rows.js';

const AT = Date.UTC(2026, 4, 1, 12);
const REPORT: WhyReport = {
  sentences: [],
  asked: 41,
  message: {
    id: 41,
    service: 'message',
    peer: -1001,
    name: 'Kahve\u202e',
    state: 'queued',
    proposedAt: AT,
    plannedFor: AT + 60_000,
    nextAt: AT + 36_000_000,
    attempts: 0,
    settledAt: null,
    messageIds: [],
    cause: { code: 'day-cap', reason: 'the day is full', withdrawal: null },
    behind: null,
  },
  decisions: [
    {
      at: AT + 1_000,
      verdict: 'wait',
      rule: 'day-cap',
      until: AT + 36_000_000,
      rules: [
        { rule: 'expiry', said: 'allow', reason: null, figure: null, found: null },
        {
          rule: 'day-cap',
          said: 'wait',
          reason: 'the day is full',
          figure: '40 of 40 today',
          found: { kind: 'sent-today', count: 40, cap: 40, tooLate: false },
        },
      ],
    },
  ],
};

const shown = (report: WhyReport, all: boolean, language: InterfaceLanguage = 'en') =>
  whyRows(report, { language, zone: 'UTC', columns: 78, all }).map(plain);

describe('why', () => {
  test('tells who, when, and each decision with rule, figure and end', () => {
    expect(shown(REPORT, false)).toEqual([
      'message      #41 · message',
      'to           Kahve? (-1001)',
      'state        queued',
      'proposed     2026-05-01 12:00:00',
      'planned for  2026-05-01 12:01:00',
      'attempts     0',
      '',
      'What happened',
      '  Message 41 of the service message to Kahve? (-1001) was proposed at',
      '  2026-05-01 12:00:00 (times of UTC). It was planned for 2026-05-01 12:01:00,',
      '  and not before.',
      '  2026-05-01 12:00:01: it had to wait until 2026-05-01 22:00:00. The rule: cap',
      '  of the day (day-cap). What it found: 40 of 40 today. At most',
      '  MESSAGES_PER_DAY messages that nobody asked for go out a day; the rest waits',
      '  for midnight in TIMEZONE.',
      '  It is queued, and looked at again at 2026-05-01 22:00:00.',
      '',
      'Decisions: 1',
      '  2026-05-01 12:00:01  wait until 2026-05-01 22:00 · cap of the day (day-cap)',
      '      wait    day-cap           40 of 40 today',
      '      1 rule let it go',
    ]);
    expect(shown(REPORT, true)).toContain('      allow   expiry            ');
  });

  test('is told in the language of the operator, and the rules keep their stable names', () => {
    const turkish = shown(REPORT, false, 'tr').join('\n');
    expect(turkish).toContain('bekle 2026-05-01 22:00 anına kadar · günlük sınır (day-cap)');
    expect(turkish).toMatch(/bekle\s+day-cap\s+bugün 40\/40/);
    expect(turkish).not.toContain('the day is full');
  });

  test('of nothing says so', () => {
    const nothing = shown({ sentences: [], asked: null, message: null, decisions: [] }, false);
    expect(nothing).toContain('There is no message to show.');
    expect(nothing).toContain('  Nothing was decided about it yet.');
  });
});

describe('a question', () => {
  test.each([
    ['41', { about: 'id', id: 41 }],
    ['#41', { about: 'id', id: 41 }],
    [' LAST ', { about: 'last' }],
    ['@ada', { about: 'peer', who: '@ada' }],
    ['-1001', { about: 'peer', who: '-1001' }],
    ['https://t.me/kahve/42', { about: 'peer', who: 'https://t.me/kahve/42' }],
  ] as const)('%s is understood', (written, question) => {
    expect(questionOf(written)).toEqual(question);
  });

  test('of nothing is none; others can be written again', () => {
    expect(questionOf('  ')).toBeUndefined();
    expect(writtenAs({ about: 'id', id: 7 })).toBe('#7');
  });
});
