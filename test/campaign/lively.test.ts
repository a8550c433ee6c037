import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PeerId } from '../../src/core/peer.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';
import { describeFastestDatabase } from '../support/databases.js';
import { localMoment } from './local-time.js';
import { daemonMessages } from './record.js';
import type { Scenario } from './scenario.js';
import { chatId } from './simulated-world.js';
import { tryScenario } from './trial.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = 5;
/** As for the thirty days. */
const RUNS = process.env.CAMPAIGN_RUNS;

/** Circumstances in which nothing but the window keeps the messages from going. */
const easy: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    startAt: fc.constantFrom(
      Date.parse('2026-03-27T04:10:00Z'),
      Date.parse('2026-10-23T17:45:00Z'),
      Date.parse('2026-12-29T22:00:00Z'),
    ),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
    startMinute: fc.constantFrom(0, 9 * 60, 21 * 60),
    everyMinutes: fc.integer({ min: 30, max: 90 }),
  })
  .map(({ seed, startAt, timeZone, startMinute, everyMinutes }) => ({
    seed,
    startAt,
    days: DAYS,
    limits: {
      timeZone,
      activeWindows: [{ startMinute, endMinute: (startMinute + 8 * 60) % 1_440 }],
      blackoutDays: [],
      messagesPerDay: 100,
      messagesPerHour: 10,
      minIntervalMs: MINUTE,
      minIntervalPerPeerMs: 10 * MINUTE,
      people: DEFAULT_PEOPLE_LIMITS,
    },
    groups: [0, 300].map((slowModeSeconds) => ({
      slowModeSeconds,
      forum: false,
      talkGapMs: null,
      schedule: { kind: 'every', everyMs: everyMinutes * MINUTE, jitterMs: 5 * MINUTE },
    })),
    onlyAfterOthers: false,
    missedRuns: 'skip',
    expireAfterMs: HOUR,
    burstsEveryMs: null,
    faults: { 'answer-lost': 0.1, cut: 0.05 },
    latencyMs: [40, 400],
    deadlineMs: 10_000,
    rememberRandomIdsMs: HOUR,
    duplicateForm: 'original',
    ends: [{ by: { kind: 'kill', afterOperations: 150, effect: true }, downMs: 0 }],
  }));

describeFastestDatabase('when limits leave room', (open) => {
  test(
    'every group gets its message at every turn, in every window',
    async () => {
      const property = fc.asyncProperty(easy, async (scenario) => {
        const { violations, result } = await tryScenario(scenario, open);
        expect(violations).toEqual([]);
        const stretches = openStretches(scenario);
        expect(stretches.length).toBeGreaterThan(2);
        for (const [group, longestGapMs] of turnsOf(scenario)) {
          const sent = daemonMessages(result.record).filter(({ chat }) => chat === group);
          for (const [from, to] of stretches) {
            const times = sent
              .map(({ arrivedAt }) => arrivedAt)
              .filter((at) => from <= at && at < to);
            const gaps = [...times, to].map((at, index) => at - (times[index - 1] ?? from));
            expect(Math.max(...gaps)).toBeLessThan(longestGapMs);
          }
        }
      });
      await fc.assert(property, {
        ...(RUNS ? { numRuns: Number(RUNS) } : { numRuns: 1, seed: 3 }),
        endOnFailure: true,
      });
    },
    RUNS ? Number(RUNS) * 30_000 + 60_000 : 60_000,
  );
});

/** For each group, the longest time that may pass between two of its messages. */
function turnsOf({ groups }: Scenario): ReadonlyMap<PeerId, number> {
  const turns = groups.map(({ schedule }, index): [PeerId, number] => {
    if (schedule.kind !== 'every') throw new Error('these groups have their turn every so often');
    return [chatId(index), schedule.everyMs + schedule.jitterMs + 15 * MINUTE];
  });
  return new Map(turns);
}

/** The stretches of the run that lie in its window, found minute by minute. */
function openStretches({ startAt, days, limits }: Scenario): [from: number, to: number][] {
  const found: [number, number][] = [];
  let openedAt: number | undefined;
  // The first hours are left out: the groups are looked up then, and their first messages spread.
  for (let at = startAt + 3 * HOUR; at < startAt + days * 24 * HOUR; at += MINUTE) {
    const { minute } = localMoment(at, limits.timeZone);
    const open = limits.activeWindows.some(({ startMinute, endMinute }) =>
      startMinute < endMinute
        ? startMinute <= minute && minute < endMinute
        : startMinute <= minute || minute < endMinute,
    );
    if (open) openedAt ??= at;
    else if (openedAt !== undefined) {
      found.push([openedAt, at]);
      openedAt = undefined;
    }
  }
  return found;
}
