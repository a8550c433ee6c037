import { test } from '@jest/globals';
import fc from 'fast-check';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { findExcess } from '../../test/support/limit-judge.js';
import { LimitWorld, STEP } from '../../test/support/limit-world.js';

/** `LIMIT_RUNS=500 npm test -- src/outbox/people-limits` looks for long. */
const RUNS = Number(process.env.LIMIT_RUNS ?? 6);

describeFastestDatabase('the limits for people', (open) => {
  test('are never exceeded, whatever is proposed, heard, lost or restarted', async () => {
    const database = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 20, maxLength: 60 }), async (steps) => {
        const world = await LimitWorld.begin(database, `user:${++runs}`);
        for (const step of steps) await world.take(step);
        const excess = findExcess(world);
        if (excess !== undefined) throw new Error(excess);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
