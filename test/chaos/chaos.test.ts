import { describe, expect, test } from '@jest/globals';
import { runCampaign } from './campaign.js';
import { FAULT_KINDS } from './faults.js';
import { describeReport } from './report.js';

/** The long form is `npm run chaos`; this is its shortest, so that nothing that breaks it goes unseen. */
describe('a daemon in a campaign of faults', () => {
  test('misses, doubles, loses and mixes up nothing', async () => {
    const report = await runCampaign({
      seed: 1,
      forMs: 5_000,
      rounds: 3,
      longestFaultMs: 500,
      only: FAULT_KINDS.map(({ name }) => name).filter((name) => !SLOW.has(name)),
      trafficMs: 50,
      // Before Jest gives up: what was started is to be removed.
      signal: AbortSignal.timeout(100_000),
    });
    if (!report.ok) throw new Error(describeReport(report));
    expect(report.rounds).toBeGreaterThan(0);
    expect(report.hearing.handledOnce).toBeGreaterThan(20);
    expect(report.sending.sentOnce).toBeGreaterThan(0);
  }, 120_000);
});

/** Noticed, or mended by a person, after several seconds only. */
const SLOW: ReadonlySet<string> = new Set([
  'line half open',
  'server silent',
  'key forgotten',
  'session ended',
]);
