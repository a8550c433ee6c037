import { expect, test } from '@jest/globals';
import type { Limits } from '../../src/core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';
import { describeFastestDatabase } from '../support/databases.js';
import { audit } from './audit.js';
import { judge } from './judge.js';
import type { WorldRecord } from './record.js';
import type { Scenario } from './scenario.js';
import { tryScenario } from './trial.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Two busy groups over the weekend on which Berlin's clocks go forward. */
const BUSY: Scenario = {
  seed: 11,
  startAt: Date.parse('2026-03-28T06:00:00Z'),
  days: 2,
  limits: {
    timeZone: 'Europe/Berlin',
    activeWindows: [],
    blackoutDays: [],
    minIntervalMs: 0,
    minIntervalPerPeerMs: 0,
    people: DEFAULT_PEOPLE_LIMITS,
  },
  groups: [
    {
      slowModeSeconds: 0,
      forum: false,
      talkGapMs: HOUR,
      schedule: { kind: 'every', everyMs: 40 * MINUTE, jitterMs: 10 * MINUTE },
    },
    {
      slowModeSeconds: 0,
      forum: true,
      talkGapMs: null,
      schedule: { kind: 'cron', expression: '*/30 * * * *' },
    },
  ],
  onlyAfterOthers: false,
  missedRuns: 'once',
  expireAfterMs: 2 * HOUR,
  burstsEveryMs: 3 * HOUR,
  faults: {},
  latencyMs: [40, 400],
  deadlineMs: 10_000,
  rememberRandomIdsMs: HOUR,
  duplicateForm: 'original',
  ends: [],
};

const LIMITS: readonly (readonly [rule: string, limit: Partial<Limits>])[] = [
  ['window', { activeWindows: [{ startMinute: 22 * 60, endMinute: 4 * 60 }] }],
  ['blackout', { blackoutDays: ['2026-03-29'] }],
  ['day-cap', { messagesPerDay: 7 }],
  ['hour-cap', { messagesPerHour: 2 }],
  ['minimum-interval', { minIntervalMs: 25 * MINUTE }],
  ['peer-interval', { minIntervalPerPeerMs: 50 * MINUTE }],
];

describeFastestDatabase('the campaign itself', (open) => {
  test('goes well when the guard knows all limits', async () => {
    const limits = Object.assign({}, BUSY.limits, ...LIMITS.map(([, limit]) => limit));
    const report = await tryScenario({ ...BUSY, limits }, open);
    expect(report.violations).toEqual([]);
    expect(report.sent).toBeGreaterThan(2);
  });

  test('fails for each limit that the guard does not know', async () => {
    const { violations, result, sent } = await tryScenario(BUSY, open);
    expect(violations).toEqual([]);
    expect(sent).toBeGreaterThan(40);
    for (const [rule, limit] of LIMITS) {
      const promises = {
        ...BUSY,
        limits: { ...BUSY.limits, ...limit },
        slowModeSeconds: new Map(),
      };
      const broken = judge(result.record, promises).map((violation) => violation.rule);
      expect(new Set(broken)).toEqual(new Set([rule]));
    }
  });

  test('fails when a message is booked as sent that never arrived, and the other way round', async () => {
    const { result } = await tryScenario({ ...BUSY, days: 1 }, open);
    const { record, books, proposed, endedAt, free } = result;
    const [first, ...others] = record.messages.filter(({ own }) => own);
    const lost = { ...record, messages: others };
    const rules = (messages: WorldRecord, book: typeof books) =>
      audit(book, messages, proposed, endedAt, free).map(({ rule, what }) => `${rule}: ${what}`);
    expect(rules(record, books)).toEqual([]);
    expect(rules(lost, books)).toEqual([expect.stringContaining('did not arrive')]);
    const unbooked = books.filter(({ random_ids }) => random_ids[0] !== first?.randomId);
    expect(rules(record, unbooked)).toContainEqual(expect.stringContaining('in nobody'));
  });
});
