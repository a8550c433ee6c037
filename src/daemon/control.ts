import { isDeepStrictEqual } from 'node:util';
import { sessionKey } from '../adapters/telegram/session/session.js';
import type { ControlHandlers } from '../control/contract/control.js';
import type { PauseScope, Status } from '../control/contract/status.js';
import type { Database } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import { isUnreadable, parseTarget } from '../core/peer-ref.js';
import type { MessageTarget } from '../core/settings.js';
import { inboxSummary } from '../inbox/inbox-summary.js';
import { listTakeovers } from '../inbox/takeovers.js';
import { packageVersion } from '../lib/package-version.js';
import { addPause, liftPause, listPauses } from '../outbox/pauses.js';
import { queueSummary } from '../outbox/queue-summary.js';
import { activeRestrictions } from '../outbox/restrictions.js';
import { newestIntent, newestIntentTo, nothing, why } from '../outbox/why.js';
import { checkTargets } from '../services/message/preflight.js';
import { proposeTest } from '../services/message/send-test.js';
import type { Account } from './account.js';
import { readAccount } from './account-record.js';
import { readBudgets } from './budgets.js';
import { createCommentControl } from './control-comments.js';
import { createOperationsControl, type ProcessRequest } from './control-operations.js';
import { createPeopleControl } from './control-people.js';
import { createSettingsControl } from './control-settings.js';
import { findChat } from './find-chat.js';
import type { Ground } from './ground.js';
import type { HealthMonitor } from './health/monitor.js';
import { readHealthReport } from './health/report.js';
import { SpamBotDesk } from './health/spambot.js';
import { HEALTH } from './health/words.js';
import { liftBar } from './lift-bar.js';
import { readPlan } from './plan.js';
import type { Road } from './road.js';
import type { ServiceHost } from './service-host.js';
import { readRecording } from './simulate/read-recording.js';
import { untilSettled } from './until-settled.js';

export interface ControlOptions {
  readonly ground: Ground;
  readonly account: Account;
  readonly road: Road;
  readonly hosts: readonly ServiceHost[];
  readonly monitor: HealthMonitor;
  /** What an operator asks of the process. */
  readonly request: (what: ProcessRequest) => void;
  /** Aborts with the daemon. */
  readonly signal: AbortSignal;
}

/** Answers what operators ask. */
export function createControl(options: ControlOptions): ControlHandlers {
  const { ground, account, road, monitor, signal } = options;
  const { database, clock, events } = ground;
  const startedAt = clock.now();
  const targets = () => ground.config.message.targets;
  const explain = (id: number | undefined) =>
    id === undefined
      ? nothing('Nothing has been proposed yet.')
      : why(database, account.key, id, ground.config.limits.timeZone);
  const news = () => {
    road.sender.wakeAll();
    monitor.look();
  };
  const { messenger, key } = account;
  const desk = new SpamBotDesk({ ...ground, ...road, account: key, messenger, onChange: news });
  return {
    status: () => readStatus(options, startedAt),
    health: () => readHealthReport(ground, account, monitor),
    askSpamBot: () => desk.ask(signal),
    async pause(scope: PauseScope) {
      await addPause(database, account.key, scope, 'operator', clock.now());
      road.sender.wakeAll();
    },
    async resume(scope: PauseScope) {
      await resume(database, account.key, scope);
      road.sender.wakeAll();
    },
    async lift(restriction) {
      await liftBar(database, account.key, restriction, clock.now());
      news();
    },
    checkGroups: () => checkTargets(account.messenger, targets(), signal),
    async sendTest({ target: written, text }) {
      const target = targetOf(targets(), written);
      if (!target) {
        throw new PostaciError(
          'USAGE',
          `"${written}" is none of the configured groups`,
          `Say one of: ${targets()
            .map((one) => one.written)
            .join(', ')}.`,
        );
      }
      const parts = { account: key, messenger, database, outbox: road.outbox, clock };
      const { id } = await proposeTest(parts, { target, text }, signal);
      return { id };
    },
    async why(question) {
      if (question.about === 'id') return explain(question.id);
      if (question.about === 'last') return explain(await newestIntent(database, account.key));
      const peer = await findChat(database, account.key, question.who);
      if (peer === undefined) throw unknownChat(question.who);
      return explain(await newestIntentTo(database, account.key, peer));
    },
    async settled(id) {
      await untilSettled(database, events, clock, id);
      return explain(id);
    },
    ...createSettingsControl(ground),
    ...createOperationsControl({
      ground,
      account,
      logLevels: ground.logLevels,
      request: options.request,
      onLifted: news,
      metrics: async () => '',
      signal,
    }),
    recording: (days) => readRecording(database, account.key, days, clock.now()),
    ...createPeopleControl(ground, account, road),
    ...createCommentControl(ground, account, road, signal),
  };
}

/** As it is written in the configuration, or another way to write the same place: `grup1` for `@grup1`. */
function targetOf(targets: readonly MessageTarget[], written: string): MessageTarget | undefined {
  const exactly = targets.find((one) => one.written === written);
  if (exactly) return exactly;
  const parsed = parseTarget(written);
  if (isUnreadable(parsed)) return undefined;
  return targets.find(
    ({ peer, topicId }) => topicId === parsed.topicId && isDeepStrictEqual(peer, parsed.peer),
  );
}

/** `*` ends every pause; one service can't speak while all are paused. */
async function resume(database: Database, account: string, scope: PauseScope): Promise<void> {
  const paused = (await listPauses(database, account)).map((pause) => pause.service);
  if (scope !== '*' && paused.includes('*')) {
    throw new PostaciError(
      'USAGE',
      `all services are paused, so ${scope} alone cannot go on`,
      'Resume all: postaci resume',
    );
  }
  const ended = scope === '*' ? paused : [scope];
  for (const service of ended) await liftPause(database, account, service);
}

async function readStatus(
  { ground, account, hosts, monitor, road }: ControlOptions,
  startedAt: number,
): Promise<Status> {
  const { config, database, clock, session } = ground;
  await monitor.refresh();
  const now = clock.now();
  const { self, connection } = account.messenger;
  const [record, pauses, restrictions, queue, heard, takeovers, people, budgets, plan, sent] =
    await Promise.all([
      readAccount(database, account.key, sessionKey(session)),
      listPauses(database, account.key),
      activeRestrictions(database, account.key, now),
      queueSummary(database, account.key, config.limits, now),
      inboxSummary(database, account.key),
      listTakeovers(database, account.key, now, config.limits.people.takeoverMs),
      road.people.statistics(database, now, config.limits.timeZone),
      readBudgets(database, account.key, config.limits, now),
      readPlan(database, account.key, road, 1),
      lastSentAt(database, account.key),
    ]);
  const { lastHeardAt, ...behind } = road.inbox.state;
  return {
    at: now,
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
    progress:
      road.inbox.state.catchingUp.length > 0 ? [{ what: 'catching-up', done: 0, total: null }] : [],
    configuration: {
      loadedAt: ground.live.loadedAt,
      needRestart: ground.live.needRestart,
      problem: ground.live.problem,
    },
    debug: ground.logLevels.current === 'debug',
    restrictions: restrictions.map(({ until, ...restriction }) => ({
      ...restriction,
      until: Number.isFinite(until) ? until : null,
    })),
    takeovers,
    people,
  };
}

async function lastSentAt(database: Database, account: string): Promise<number | undefined> {
  const [row] = await database.query<{ at: number | null }>(
    `select max(at) as at from ${database.schema}.ledger where account = $1 and outcome = 'sent'`,
    [account],
  );
  return row?.at ?? undefined;
}

function unknownChat(who: string): PostaciError {
  return new PostaciError(
    'USAGE',
    `nothing is known of "${who}"`,
    'Write the id, the @username or the link of a chat or person that the account had to do with.',
  );
}
