import type { HealthReport } from '../../control/contract/health.js';
import type { RestrictionStatus } from '../../control/contract/status.js';
import { activeRestrictions, type Restriction } from '../../outbox/restrictions.js';
import type { Account } from '../account.js';
import { readHealth } from '../account-record.js';
import type { Ground } from '../ground.js';
import type { HealthMonitor } from './monitor.js';
import { HEALTH } from './words.js';

/** How the account is now, with all that it follows from. */
export async function readHealthReport(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  { key, messenger, floodWaits }: Account,
  monitor: HealthMonitor,
): Promise<HealthReport> {
  await monitor.refresh();
  const now = clock.now();
  const [record, restrictions] = await Promise.all([
    readHealth(database, key),
    activeRestrictions(database, key, now),
  ]);
  const { health, reason, since, until } = record ?? NEVER_SEEN;
  return {
    health,
    reason,
    since,
    until,
    remedy: HEALTH[health].remedy,
    connection: messenger.connection,
    restrictions: restrictions.filter(({ scope }) => scope !== 'peer').map(restrictionStatus),
    floodWaits: floodWaits.inForce().map(({ method, code, until }) => ({ method, code, until })),
  };
}

const NEVER_SEEN = { health: 'ok', reason: '', since: 0, until: null } as const;

/** A restriction as operators are shown it: JSON knows no infinity. */
export function restrictionStatus(restriction: Restriction): RestrictionStatus {
  const { id, scope, peer, code, reason, until } = restriction;
  return {
    id,
    scope,
    ...(peer === undefined ? {} : { peer }),
    code,
    reason,
    until: Number.isFinite(until) ? until : null,
  };
}
