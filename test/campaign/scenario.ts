import fc from 'fast-check';
import type { FaultRates } from '../../src/adapters/virtual/faults.js';
import type { DayWindow, Limits, MissedRunPolicy, Schedule } from '../../src/core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A group that the daemon posts to. */
export interface ScenarioGroup {
  readonly slowModeSeconds: number;
  readonly forum: boolean;
  /** Between two messages of its people in the busiest hour, on average; null: nobody ever speaks. */
  readonly talkGapMs: number | null;
  readonly schedule: Schedule;
}

/** A time when the daemon is taken down, in order or not. */
export interface ScenarioEnd {
  /** What ends the incarnation: so many database and messenger calls, after which it is dead at once; or a time. */
  readonly by:
    | { readonly kind: 'kill'; readonly afterOperations: number; readonly effect: boolean }
    | { readonly kind: 'stop'; readonly afterMs: number };
  /** How long it stays down. */
  readonly downMs: number;
}

/** Everything that a run depends on: the same scenario gives the same run. */
export interface Scenario {
  readonly seed: number;
  readonly startAt: number;
  readonly days: number;
  readonly limits: Limits;
  readonly groups: readonly ScenarioGroup[];
  readonly onlyAfterOthers: boolean;
  readonly missedRuns: MissedRunPolicy;
  readonly expireAfterMs: number;
  /** A service that proposes at random, in bursts, beside the message service; null: none. */
  readonly burstsEveryMs: number | null;
  readonly faults: FaultRates;
  readonly latencyMs: readonly [lowest: number, highest: number];
  readonly deadlineMs: number;
  readonly rememberRandomIdsMs: number;
  readonly duplicateForm: 'original' | 'error';
  readonly ends: readonly ScenarioEnd[];
}

/** Zones with and without summer time, on both hemispheres, with odd offsets and a half-hour change. */
const ZONES = [
  'Europe/Istanbul',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  'America/Santiago',
  'UTC',
];

/** Days shortly before which clocks change somewhere in `ZONES`, and some when they don't. */
const STARTS = [
  '2026-03-01',
  '2026-03-20',
  '2026-03-30',
  '2026-08-25',
  '2026-09-20',
  '2026-10-20',
  '2026-10-28',
  '2026-06-15',
  '2026-12-20',
  '2028-02-20',
].map((date) => Date.parse(`${date}T00:00:00Z`));

const minuteOfDay = fc.integer({ min: 0, max: 287 }).map((fives) => fives * 5);

const window: fc.Arbitrary<DayWindow> = fc
  .tuple(minuteOfDay, fc.integer({ min: 6, max: 240 }))
  .map(([startMinute, fives]) => {
    const end = startMinute + fives * 5;
    return { startMinute, endMinute: end <= 1_440 ? end : end - 1_440 };
  });

const every = fc
  .tuple(fc.integer({ min: 45, max: 900 }), fc.integer({ min: 0, max: 50 }))
  .map(([minutes, percent]) => ({
    kind: 'every' as const,
    everyMs: minutes * MINUTE,
    jitterMs: Math.round((minutes * MINUTE * percent) / 100),
  }));

const cron = fc
  .constantFrom('0 */2 * * *', '*/20 9-10 * * *', '30 2 * * *', '0 9,13,18 * * 1-5', '59 23 * * *')
  .map((expression) => ({ kind: 'cron' as const, expression }));

const traffic = fc
  .tuple(fc.integer({ min: 45, max: 240 }), fc.integer({ min: 240, max: 900 }))
  .map(([least, most]) => ({
    kind: 'traffic' as const,
    minMs: least * MINUTE,
    maxMs: most * MINUTE,
  }));

/** Traffic is followed by looking every few minutes, which takes most of a run's time: seldom. */
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 8, arbitrary: every },
  { weight: 6, arbitrary: cron },
  { weight: 1, arbitrary: traffic },
);

const group: fc.Arbitrary<ScenarioGroup> = fc.record({
  slowModeSeconds: fc.constantFrom(0, 0, 10, 300, 3_600),
  forum: fc.boolean(),
  talkGapMs: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 20 }).map((hours) => hours * HOUR) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  schedule,
});

const faults: fc.Arbitrary<FaultRates> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record({
      'flood-wait': fc.constantFrom(0, 0.02),
      'slow-mode': fc.constantFrom(0, 0.03),
      'server-error': fc.constantFrom(0, 0.05),
      'server-error-after-effect': fc.constantFrom(0, 0.1),
      silence: fc.constantFrom(0, 0.05),
      'answer-lost': fc.constantFrom(0, 0.1),
      'late-effect': fc.constantFrom(0, 0.05),
      cut: fc.constantFrom(0, 0.05),
      'cut-after-effect': fc.constantFrom(0, 0.05),
      bar: fc.constantFrom(0, 0.002),
    }),
  },
);

const end: fc.Arbitrary<ScenarioEnd> = fc.record({
  by: fc.oneof(
    fc.record({
      kind: fc.constant('kill' as const),
      afterOperations: fc.integer({ min: 1, max: 600 }),
      effect: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('stop' as const),
      afterMs: fc.integer({ min: 1, max: 5 * DAY }),
    }),
  ),
  downMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 * HOUR })),
});

/** Random runs of `days` days. */
export function scenarios(days: number): fc.Arbitrary<Scenario> {
  return fc
    .tuple(fc.constantFrom(...STARTS), fc.integer({ min: 0, max: DAY - 1 }))
    .map(([date, offset]) => date + offset)
    .chain((startAt) =>
      fc.record({
        seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        startAt: fc.constant(startAt),
        days: fc.constant(days),
        limits: limitsOf(startAt, days),
        groups: fc.array(group, { minLength: 1, maxLength: 4 }),
        onlyAfterOthers: fc.boolean(),
        missedRuns: fc.constantFrom('skip' as const, 'once' as const),
        expireAfterMs: fc.constantFrom(10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR),
        burstsEveryMs: fc.constantFrom(null, 6 * HOUR, 15 * HOUR),
        faults,
        latencyMs: fc.constantFrom([5, 50] as const, [40, 400] as const, [500, 8_000] as const),
        deadlineMs: fc.constantFrom(6_000, 10_000),
        rememberRandomIdsMs: fc.constantFrom(5 * MINUTE, HOUR, 7 * DAY),
        duplicateForm: fc.constantFrom('original' as const, 'error' as const),
        ends: fc.array(end, { maxLength: 12 }),
      }),
    );
}

function limitsOf(startAt: number, days: number): fc.Arbitrary<Limits> {
  const day = fc
    .integer({ min: 0, max: days })
    .map((index) => new Date(startAt + index * DAY).toISOString().slice(0, 10));
  return fc
    .record({
      timeZone: fc.constantFrom(...ZONES),
      activeWindows: fc.array(window, { maxLength: 3 }),
      blackoutDays: fc.uniqueArray(day, { maxLength: 4 }),
      messagesPerDay: fc.option(fc.integer({ min: 1, max: 25 }), { nil: null }),
      messagesPerHour: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      minIntervalMs: fc.constantFrom(0, 30_000, 5 * MINUTE, 45 * MINUTE),
      minIntervalPerPeerMs: fc.constantFrom(0, 10 * MINUTE, HOUR, 9 * HOUR),
      people: fc.constant(DEFAULT_PEOPLE_LIMITS),
    })
    .map(({ messagesPerDay, messagesPerHour, ...rest }) => ({
      ...rest,
      ...(messagesPerDay === null ? {} : { messagesPerDay }),
      ...(messagesPerHour === null ? {} : { messagesPerHour }),
    }));
}

/** Much goes wrong and little is limited: for what is said once, or not at all. */
export function roughScenarios(days: number): fc.Arbitrary<Scenario> {
  return scenarios(days).chain((scenario) =>
    fc
      .record({
        burstsEveryMs: fc.constantFrom(HOUR, 2 * HOUR),
        minIntervalMs: fc.constantFrom(0, 30_000),
        ends: fc.array(
          fc.record({
            by: fc.record({
              kind: fc.constant('kill' as const),
              afterOperations: fc.integer({ min: 20, max: 250 }),
              effect: fc.boolean(),
            }),
            downMs: fc.constantFrom(0, 0, MINUTE, HOUR),
          }),
          { minLength: 5, maxLength: 15 },
        ),
      })
      .map(({ burstsEveryMs, minIntervalMs, ends }) => ({
        ...scenario,
        burstsEveryMs,
        ends,
        faults: {
          silence: 0.1,
          'answer-lost': 0.15,
          'late-effect': 0.1,
          'server-error': 0.05,
          'server-error-after-effect': 0.1,
          'cut-after-effect': 0.05,
          cut: 0.05,
          'flood-wait': 0.01,
        },
        limits: {
          timeZone: scenario.limits.timeZone,
          activeWindows: [],
          blackoutDays: [],
          minIntervalMs,
          minIntervalPerPeerMs: 0,
          people: DEFAULT_PEOPLE_LIMITS,
        },
      })),
  );
}
