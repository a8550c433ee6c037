import { sessionKey } from '../../adapters/telegram/session/session.js';
import type { ConfigurationStatus, ProgressStatus, Status } from '../../control/contract/status.js';
import type { Database } from '../../core/database.js';
import { inboxSummary } from '../../inbox/inbox-summary.js';
import { listTakeovers } from '../../inbox/takeovers.js';
import { packageVersion } from '../../lib/package-version.js';
import { lastSentAt } from '../../outbox/last-sent.js';
import { listPauses } from '../../outbox/pauses.js';
import { queueSummary } from '../../outbox/queue-summary.js';
import { activeRestrictions } from '../../outbox/restrictions.js';
import type { Account } from '../account.js';
import { readAccount } from '../account-record.js';
import { readBudgets } from '../budgets.js';
import type { Ground } from '../ground.js';
import type { HealthMonitor } from '../health/monitor.js';
import { HEALTH } from '../health/words.js';
import { readPlan } from '../plan.js';
import type { Road } from '../road.js';
import type { ServiceHost } from '../service-host.js';
import type { ImportWatch } from './import-watch.js';

/** Whose status it is. */
export interface StatusParts {
  readonly ground: Ground;
  readonly account: Account;
  readonly road: Road;
  readonly hosts: readonly ServiceHost[];
  readonly monitor: Pick<HealthMonitor, 'refresh'>;
  readonly imports: Pick<ImportWatch, 'progress'>;
}

/** The daemon at one glance. @throws what the database throws */
export async function readStatus(
  { ground, account, hosts, monitor, road, imports }: StatusParts,
  startedAt: number,
): Promise<Status> {
  const { config, database, clock, session } = ground;
  await monitor.refresh();
  const now = clock.now();
  const { self, connection } = account.messenger;
  const [
    record,
    pauses,
    restrictions,
    queue,
    heard,
    takeovers,
    people,
    budgets,
    plan,
    sent,
    found,
  ] = await Promise.all([
    readAccount(database, account.key, sessionKey(session)),
    listPauses(database, account.key),
    activeRestrictions(database, account.key, now),
    queueSummary(database, account.key, config.limits, now),
    inboxSummary(database, account.key),
    listTakeovers(database, account.key, now, config.limits.people.takeoverMs),
    road.people.counts(database),
    readBudgets(database, account.key, config.limits, now, config.llm),
    readPlan(database, account.key, road, 1),
    lastSentAt(database, account.key),
    lookedUp(database, account.key),
  ]);
  const { lastHeardAt, ...behind } = road.inbox.state;
  return {
    at: now,
    timeZone: config.limits.timeZone,
    version: packageVersion(),
    customer: config.customer,
    processId: process.pid,
    startedAt,
    database: database.kind,
    account: {
      key: account.key,
      name: self.firstName,
      username: self.username ?? null,
      phone: self.phone ?? null,
      health: record?.health ?? 'ok',
      healthReason: record?.reason ?? '',
      healthSince: record?.since ?? startedAt,
      healthUntil: record?.until ?? null,
      remedy: HEALTH[record?.health ?? 'ok'].remedy,
    },
    connection,
    services: hosts.map((host) => ({
      name: host.service.name,
      state: host.state,
      paused: pauses.some(({ service }) => service === '*' || service === host.service.name),
    })),
    pauses: pauses.map(({ service, since, by }) => ({ service, since, by })),
    hearing: { ...heard, ...behind, lastHeardAt: lastHeardAt ?? null },
    queue,
    budgets,
    next: plan[0] ?? null,
    lastSentAt: sent ?? null,
    drafts: queue.states.draft,
    progress: progressOf(imports.progress, behind.catchingUp.length, found),
    configuration: configurationOf(ground),
    debug: ground.logLevels.current === 'debug',
    restrictions: restrictions.map(({ until, ...restriction }) => ({
      ...restriction,
      until: Number.isFinite(until) ? until : null,
    })),
    takeovers,
    people,
  };
}

function configurationOf({ live }: Ground): ConfigurationStatus {
  const { loadedAt, needRestart, problem } = live;
  return { loadedAt, needRestart, problem };
}

function progressOf(
  importing: ProgressStatus | undefined,
  catchingUp: number,
  { done, total }: { readonly done: number; readonly total: number },
): readonly ProgressStatus[] {
  return [
    ...(importing ? [importing] : []),
    ...(catchingUp > 0 ? [{ what: 'catching-up', done: 0, total: null } as const] : []),
    ...(done < total ? [{ what: 'looking-up', done, total } as const] : []),
  ];
}

/** How many of the imported usernames are known by now; nothing is counted where none waits. */
async function lookedUp(
  database: Database,
  account: string,
): Promise<{ readonly done: number; readonly total: number }> {
  const [row] = await database.query<{ done: number; total: number }>(
    `select count(*) filter (where state <> 'waiting')::integer as done, count(*)::integer as total
     from ${database.schema}.imported_contacts
     where account = $1 and exists (
       select 1 from ${database.schema}.imported_contacts where account = $1 and state = 'waiting')`,
    [account],
  );
  return row ?? { done: 0, total: 0 };
}
