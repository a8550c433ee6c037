import { describe, expect, test } from '@jest/globals';
import type { WhyReport } from '../../../core/why.js';
import { WHY_WORDS } from '../../../words/why.js';
import { plain } from '../parts/rows.js';
import { questionOf, writtenAs } from './question.js';
import { whyRows } from './why-rows.js';

const AT = Date.UTC(2026, 4, 1, 12);
const REPORT: WhyReport = {
  sentences: ['It waits for the day to end.'],
  message: {
    id: 41,
    service: 'message',
    peer: -1001,
    name: 'Kahve\u202e',
    state: 'queued',
    proposedAt: AT,
    plannedFor: AT + 60_000,
    attempts: 0,
    settledAt: null,
    messageIds: [],
  },
  decisions: [
    {
      at: AT + 1_000,
      verdict: 'wait',
      rule: 'day-cap',
      until: AT + 36_000_000,
      rules: [
        { rule: 'expiry', said: 'allow', reason: null, figure: null },
        { rule: 'day-cap', said: 'wait', reason: 'the day is full', figure: '40 of 40 today' },
      ],
    },
  ],
};

const shown = (report: WhyReport, all: boolean, columns = 78) =>
  whyRows(report, WHY_WORDS.en, 'UTC', columns, all).map(plain);

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
      '  It waits for the day to end.',
      '',
      'Decisions: 1',
      '  2026-05-01 12:00:01  wait until 2026-05-01 22:00 · day-cap',
      '      wait    day-cap           40 of 40 today: the day is full',
      '      1 rule let it go',
    ]);
    expect(shown(REPORT, true)).toContain('      allow   expiry            ');
  });

  test('of nothing says so', () => {
    const nothing = shown(
      { sentences: ['Nothing was sent yet.'], message: null, decisions: [] },
      false,
    );
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
