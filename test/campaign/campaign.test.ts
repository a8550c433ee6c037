import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  describeDatabases,
  describeFastestDatabase,
  type OpenTestDatabase,
} from '../support/databases.js';
import { roughScenarios, type Scenario, scenarios } from './scenario.js';
import { tryScenario } from './trial.js';

/**
 * `CAMPAIGN_RUNS=200 npm run campaign` makes it long, with a seed of its own each time. A failure prints
 * the seed and the path; `CAMPAIGN_SEED` and `CAMPAIGN_PATH` repeat it.
 */
const RUNS = process.env.CAMPAIGN_RUNS;
const SEED = process.env.CAMPAIGN_SEED;
const PATH = process.env.CAMPAIGN_PATH;
const TIME_LIMIT_MS = Number(RUNS ?? 1) * 60_000 + 60_000;
/** The short form is the same each time. */
const SHORT_FORM = { numRuns: 1, seed: 20_260_301 };

/** The long form takes both databases. */
const describeCampaign = RUNS ? describeDatabases : describeFastestDatabase;

describeCampaign('in random circumstances', (open: OpenTestDatabase) => {
  const check = async (scenario: fc.Arbitrary<Scenario>) => {
    const sent: number[] = [];
    const property = fc.asyncProperty(scenario, async (one) => {
      const report = await tryScenario(one, open);
      sent.push(report.sent);
      expect(report.violations.slice(0, 5)).toEqual([]);
    });
    await fc.assert(property, {
      ...(RUNS ? { numRuns: Number(RUNS) } : SHORT_FORM),
      ...(SEED ? { seed: Number(SEED) } : {}),
      ...(PATH ? { path: PATH } : {}),
      // A run takes seconds: a shrink is worth minutes, not hours.
      interruptAfterTimeLimit: TIME_LIMIT_MS,
      endOnFailure: !RUNS,
    });
    expect(Math.max(...sent)).toBeGreaterThan(5);
  };

  test(
    'thirty days break no limit, lose nothing and leave nothing that could go',
    async () => {
      await check(scenarios(30));
    },
    TIME_LIMIT_MS + 60_000,
  );

  test(
    'two rough days lose nothing and say nothing twice',
    async () => {
      await check(roughScenarios(2));
    },
    TIME_LIMIT_MS + 60_000,
  );
});
