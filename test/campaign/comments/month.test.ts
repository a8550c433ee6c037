import { expect, test } from '@jest/globals';
import { drawInteger, drawOne, seededRandom } from '../../../src/lib/seeded-random.js';
import { describeDatabases, leaveOut, type OpenTestDatabase } from '../../support/databases.js';
import type { ScenarioEnd } from '../scenario.js';
import { describeHistogram, histogramsOf } from './histogram.js';
import { judgeComments } from './judge.js';
import { CHANNELS } from './population.js';
import { type CommentScenario, liveComments } from './run.js';
import { S1_LIMITS, S1_SETTINGS } from './settings.js';
import { postUnder } from './story.js';
import { describeComments, reasonsOf } from './summary.js';

/** `CAMPAIGN_RUNS=3 npm test -- test/campaign/comments` lives whole months, on both databases. */
const RUNS = Number(process.env.CAMPAIGN_RUNS ?? 0);
const FIRST = Number(process.env.CAMPAIGN_SEED ?? 1);
const LONG = RUNS > 0;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = Number(process.env.CAMPAIGN_DAYS ?? (LONG ? 30 : 2));
/** No tenth of a window holds more of its comments. */
const LARGEST_SHARE = 0.25;

/** Channels that stay open and have something to say in this time. */
const LASTING = CHANNELS.filter(
  ({ closesAfterMs, barsAfterMs, gapMs }) =>
    closesAfterMs === undefined && barsAfterMs === undefined && gapMs * 6 <= DAYS * DAY,
);

/** The short form of this campaign is `outage.test.ts`: two days, the same judge. */
const describeCampaign = LONG ? describeDatabases : leaveOut;

describeCampaign('twenty channels and an account that comments', (open: OpenTestDatabase) => {
  test.each(Array.from({ length: LONG ? RUNS : 1 }, (_, n) => FIRST + n))(
    'see comments within S1’s limits, one a post, spread over the windows (seed %i)',
    async (seed) => {
      const db = await open();
      const { story, failures, lives } = await liveComments(scenarioOf(seed), db);
      const moments = story.comments.map(({ arrivedAt }) => arrivedAt);
      const histograms = histogramsOf(moments, S1_LIMITS.activeWindows, S1_LIMITS.timeZone);
      if (LONG) {
        console.log(
          [
            `seed ${seed}, ${lives} lives; ${describeComments(story)}`,
            ...histograms.map(describeHistogram),
            ...(await reasonsOf(db)),
          ].join('\n'),
        );
      }
      expect(failures).toEqual([]);
      expect(judgeComments(story, { limits: S1_LIMITS, settings: S1_SETTINGS })).toEqual([]);
      for (const { count, largestShare } of histograms) {
        expect(count).toBeGreaterThan(5 * DAYS);
        expect(largestShare).toBeLessThanOrEqual(LARGEST_SHARE);
      }
      const commented = new Set(story.comments.map((one) => postUnder(story, one)?.channel));
      expect(LASTING.filter(({ id }) => !commented.has(id))).toEqual([]);
    },
    LONG ? 900_000 : 120_000,
  );
});

function scenarioOf(seed: number): CommentScenario {
  const random = seededRandom(seed + 10);
  const startAt = drawOne(random, [Date.UTC(2026, 2, 25, 7), Date.UTC(2026, 9, 21, 16)]);
  return {
    ...{ seed, startAt, endsAt: startAt + DAYS * DAY, outages: [] },
    believed: S1_LIMITS,
    settings: S1_SETTINGS,
    mishaps: {
      deliveries: {
        'answer-lost': 0.05,
        cut: 0.03,
        'cut-after-effect': 0.02,
        'server-error': 0.03,
      },
      pushes: { lost: 0.05, twice: 0.03, late: 0.03, 'too-long': 0.01 },
      questions: { 'flood-wait': 0.02, 'server-error': 0.02 },
      ends: Array.from({ length: DAYS }, (): ScenarioEnd => {
        const downMs = drawOne(random, [0, 1_000, MINUTE, 8 * MINUTE]);
        const afterOperations = drawInteger(random, 500, 6_000);
        if (random() < 0.3) return { by: { kind: 'stop', afterMs: random() * DAY }, downMs };
        return { by: { kind: 'kill', afterOperations, effect: random() < 0.5 }, downMs };
      }),
    },
  };
}
