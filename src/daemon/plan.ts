import type { Database } from '../core/database.js';
import type { PlanItem } from '../core/plan.js';
import { plannedIntents } from '../outbox/planned.js';
import type { Road } from './road.js';

/** What is due next: what waits in the outbox, and what the services will propose. The first first. */
export async function readPlan(
  database: Database,
  account: string,
  { message, dm, comment }: Pick<Road, 'message' | 'dm' | 'comment'>,
  limit: number,
): Promise<readonly PlanItem[]> {
  const parts = await Promise.all([
    plannedIntents(database, account, limit),
    message.plan(database, limit),
    dm.plan(database, limit),
    comment?.plan(database, limit) ?? [],
  ]);
  return parts
    .flat()
    .sort((a, b) => a.at - b.at)
    .slice(0, limit);
}
