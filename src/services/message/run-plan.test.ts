import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Schedule } from '../../core/settings.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { MISSED_AFTER_MS, type Occasion, planRun } from './run-plan.js';

const minute = 60_000;
const hour = 3_600_000;
const nine = Date.UTC(2026, 5, 1, 9);

function occasion(changes: Partial<Occasion>): Occasion {
  return {
    schedule: { kind: 'every', everyMs: hour, jitterMs: 0 },
    timeZone: 'UTC',
    place: { rank: 0, count: 1 },
    missedRuns: 'skip',
    now: nine,
    dueAt: nine,
    heardPerHour: 0,
    random: () => 0,
    ...changes,
  };
}

describe('a target that is due', () => {
  test('speaks now, and again a gap later, counted from when it was due', () => {
    expect(planRun(occasion({ now: nine + 900 }))).toEqual({
      speakAt: nine,
      nextDueAt: nine + hour,
      turn: true,
    });
  });

  test('of a cron expression steps aside for those before it, and keeps the expression’s time', () => {
    const schedule: Schedule = { kind: 'cron', expression: '0 9 * * *' };
    const plan = planRun(occasion({ schedule, place: { rank: 3, count: 9 } }));
    expect(plan).toEqual({ speakAt: nine + 6000, nextDueAt: nine + 24 * hour, turn: true });
  });

  test('that is late by more than several short gaps speaks once', () => {
    const schedule: Schedule = { kind: 'every', everyMs: 5000, jitterMs: 0 };
    const plan = planRun(occasion({ schedule, now: nine + 33_000 }));
    expect(plan).toMatchObject({ speakAt: nine, nextDueAt: nine + 35_000 });
  });
});

describe('a time that passed while nothing ran', () => {
  const now = nine + 2.5 * hour;

  test('is let go by `skip`, and the beat is kept', () => {
    const plan = planRun(occasion({ now }));
    expect(plan).toEqual({ nextDueAt: nine + 3 * hour, turn: true });
  });

  test('is made up for by `once`, a single time', () => {
    const plan = planRun(occasion({ now, missedRuns: 'once' }));
    expect(plan).toEqual({ speakAt: now, nextDueAt: now + hour, turn: true });
  });

  test('does not make all targets speak at once', () => {
    const offsets = [0, 1, 2].map((rank) => {
      const place = { rank, count: 3 };
      return (planRun(occasion({ now, missedRuns: 'once', place })).speakAt ?? 0) - now;
    });
    expect(offsets).toEqual([0, 20 * minute, 40 * minute]);
  });

  test.each(['skip', 'once'] as const)(
    'of a cron expression: the next is to come (%s)',
    (policy) => {
      const schedule: Schedule = { kind: 'cron', expression: '0 9 * * *' };
      const plan = planRun(occasion({ schedule, now, missedRuns: policy }));
      expect(plan.nextDueAt).toBe(nine + 24 * hour);
      expect(plan.speakAt).toBe(policy === 'once' ? now : undefined);
    },
  );

  test('begins a minute after the time', () => {
    expect(planRun(occasion({ now: nine + MISSED_AFTER_MS })).speakAt).toBe(nine);
    expect(planRun(occasion({ now: nine + MISSED_AFTER_MS + 1 })).speakAt).toBeUndefined();
  });
});

describe('a target that follows the traffic', () => {
  const schedule: Schedule = { kind: 'traffic', minMs: 10 * minute, maxMs: 2 * hour };
  const lastDueAt = nine - 10 * minute;

  test('speaks at once when it never did', () => {
    expect(planRun(occasion({ schedule })).speakAt).toBe(nine);
  });

  test('in a silent group only looks, and looks again before long', () => {
    const plan = planRun(occasion({ schedule, lastDueAt }));
    expect(plan).toEqual({ nextDueAt: nine + 5 * minute, turn: false });
  });

  test('looks exactly when its gap is over, when that is near', () => {
    const now = lastDueAt + 2 * hour - minute;
    expect(planRun(occasion({ schedule, lastDueAt, now, dueAt: now }))).toEqual({
      nextDueAt: now + minute,
      turn: false,
    });
  });

  test('speaks as soon as the group is lively enough, and not before its shortest gap', () => {
    const plan = planRun(occasion({ schedule, lastDueAt, heardPerHour: 1e9 }));
    expect(plan).toEqual({ speakAt: nine, nextDueAt: nine + 10 * minute, turn: true });
  });
});

test('whatever happens, the next time is to come, and nothing is said before it was due', () => {
  const schedules = fc.oneof(
    fc.record({
      kind: fc.constant('every' as const),
      everyMs: fc.integer({ min: 1000, max: 2 * hour }),
      jitterMs: fc.integer({ min: 0, max: 999 }),
    }),
    fc.record({
      kind: fc.constant('cron' as const),
      expression: fc.constantFrom('0 9 * * *', '*/7 * * * *', '30 2 * * 0', '0 0 1 * *'),
    }),
    fc.record({
      kind: fc.constant('traffic' as const),
      minMs: fc.integer({ min: 1000, max: hour }),
      maxMs: fc.integer({ min: hour, max: 5 * hour }),
    }),
  );
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
  const late = fc.oneof(fc.nat(2 * MISSED_AFTER_MS), fc.nat(400 * 24 * hour));
  const policies = fc.constantFrom('skip' as const, 'once' as const);
  fc.assert(
    fc.property(
      schedules,
      zones,
      late,
      policies,
      fc.nat(500),
      (schedule, timeZone, ms, missedRuns, r) => {
        const now = nine + ms;
        const place = { rank: r % 5, count: 5 };
        const lastDueAt = nine - hour;
        const random = seededRandom(r);
        const heardPerHour = r;
        const changes = {
          schedule,
          timeZone,
          now,
          missedRuns,
          place,
          lastDueAt,
          random,
          heardPerHour,
        };
        const plan = planRun(occasion(changes));
        expect(plan.nextDueAt).toBeGreaterThan(now);
        expect(plan.speakAt ?? now).toBeGreaterThanOrEqual(nine);
        if (missedRuns === 'skip' && ms > MISSED_AFTER_MS) expect(plan.speakAt).toBeUndefined();
      },
    ),
  );
});
