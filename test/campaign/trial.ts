import type { Limits } from '../../src/core/settings.js';
import type { OpenTestDatabase } from '../support/databases.js';
import { audit } from './audit.js';
import { judge, type Violation } from './judge.js';
import { daemonMessages } from './record.js';
import { type RunResult, run } from './run.js';
import type { Scenario } from './scenario.js';
import { slowModesOf } from './simulated-world.js';

/** What came of a scenario. */
export interface TrialReport {
  readonly violations: readonly Violation[];
  readonly result: RunResult;
  readonly sent: number;
}

/**
 * Lives a scenario in a schema of its own, and judges it.
 *
 * @param believed what the daemon takes for its limits, when not those that were promised
 */
export async function tryScenario(
  scenario: Scenario,
  open: OpenTestDatabase,
  believed?: Limits,
): Promise<TrialReport> {
  const db = await open();
  const result = await run(scenario, db, believed);
  await db.query(`drop schema ${db.schema} cascade`);
  await db.close();
  const { record, books, proposed, endedAt, free, failures } = result;
  const { limits, onlyAfterOthers } = scenario;
  const violations = [
    ...judge(record, { limits, onlyAfterOthers, slowModeSeconds: slowModesOf(scenario) }),
    ...audit(books, record, proposed, endedAt, free),
    ...failures.map((what) => ({ rule: 'failure', at: endedAt, what })),
  ];
  return { violations, result, sent: daemonMessages(record).length };
}
