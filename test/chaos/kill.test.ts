import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { describePostgres, TEST_DATABASE_URL } from '../support/databases.js';
import { type KillCampaign, runKillCampaign } from './kill-campaign.js';

/** Hundreds are asked for by hand: `CHAOS_KILLS=200 npm test -- test/chaos/kill`. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 3);
const SEED = Number(process.env.CHAOS_SEED ?? 1);

const MS_PER_KILL = 15_000;
const FOUNDATION_MS = 180_000;

async function holds(campaign: KillCampaign): Promise<void> {
  const report = await runKillCampaign(campaign);
  if (process.env.CHAOS_KILLS) process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(report).toMatchObject({ lost: [], duplicated: [], unsettled: [] });
  // All of them in peace when every kill came before the first.
  expect(report.arrived).toBeGreaterThanOrEqual(20);
}

const name = `a daemon that is killed again and again (seed ${SEED})`;
const schema = `chaos_${randomBytes(6).toString('hex')}`;

describePostgres(name, () => {
  test(
    `loses nothing and says nothing twice over ${KILLS} kills`,
    () => holds({ kills: KILLS, seed: SEED, databaseUrl: TEST_DATABASE_URL, schema }),
    FOUNDATION_MS + KILLS * MS_PER_KILL,
  );
});

describe(`${name} (embedded)`, () => {
  const kills = Math.ceil(KILLS / 4);
  test(
    `loses nothing and says nothing twice over ${kills} kills`,
    () => holds({ kills, seed: SEED, schema }),
    FOUNDATION_MS + kills * MS_PER_KILL,
  );
});
