import { isDeepStrictEqual } from 'node:util';
import type { ControlHandlers } from '../../control/contract/control.js';
import type { PauseScope } from '../../control/contract/status.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import { isUnreadable, parseTarget } from '../../core/peer-ref.js';
import type { MessageTarget } from '../../core/settings.js';
import { shareNext } from '../../lib/share-next.js';
import { addPause, liftPause, listPauses } from '../../outbox/pauses.js';
import { newestIntent, newestIntentTo, nothing, why } from '../../outbox/why.js';
import { checkTargets } from '../../services/message/preflight.js';
import { proposeTest } from '../../services/message/send-test.js';
import type { Account } from '../account.js';
import type { Ground } from '../ground.js';
import type { HealthMonitor } from '../health/monitor.js';
import { readHealthReport } from '../health/report.js';
import { SpamBotDesk } from '../health/spambot.js';
import type { Metrics, MetricsScene } from '../metrics/metrics.js';
import type { Road } from '../road.js';
import type { ServiceHost } from '../service-host.js';
import { readRecording } from '../simulate/read-recording.js';
import { untilSettled } from '../until-settled.js';
import { createCommentControl } from './comments.js';
import { findChat } from './find-chat.js';
import { ImportWatch } from './import-watch.js';
import { liftBar } from './lift-bar.js';
import { createOperationsControl } from './operations.js';
import { createPeopleControl } from './people.js';
import type { ProcessRequest } from './process-request.js';
import { createSettingsControl } from './settings.js';
import { readStatus } from './status.js';

export interface ControlOptions {
  readonly ground: Ground;
  readonly account: Account;
  readonly road: Road;
  readonly hosts: readonly ServiceHost[];
  readonly monitor: HealthMonitor;
  readonly metrics: Pick<Metrics, 'render'>;
  /** What an operator asks of the process. */
  readonly request: (what: ProcessRequest) => void;
  /** Aborts when the daemon stops, with what is answered then. */
  readonly signal: AbortSignal;
}

/** Answers what operators ask. */
export function createControl(options: ControlOptions): ControlHandlers {
  const { ground, account, road, monitor, metrics, signal } = options;
  const { database, clock, events } = ground;
  const startedAt = clock.now();
  const imports = new ImportWatch(clock);
  const targets = () => ground.config.message.targets;
  const explain = (id: number | undefined) =>
    id === undefined
      ? nothing(null)
      : why(database, account.key, id, ground.config.limits.timeZone);
  const news = () => {
    road.sender.wakeAll();
    monitor.look();
  };
  const { messenger, key } = account;
  const desk = new SpamBotDesk({ ...ground, ...road, account: key, messenger, onChange: news });
  return {
    // Several screens ask all the time: what they ask of the database does not grow with their number.
    status: shareNext(() => readStatus({ ...options, imports }, startedAt)),
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
      await untilSettled(database, events, clock, id, signal);
      return explain(id);
    },
    ...createSettingsControl(ground),
    ...createOperationsControl({
      ground,
      account,
      logLevels: ground.logLevels,
      request: options.request,
      onLifted: news,
      metrics: () => metrics.render(sceneOf(options)),
      signal,
    }),
    recording: (days) => readRecording(database, account.key, days, clock.now()),
    ...createPeopleControl(ground, account, road, imports),
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

function unknownChat(who: string): PostaciError {
  return new PostaciError(
    'USAGE',
    `nothing is known of "${who}"`,
    'Write the id, the @username or the link of a chat or person that the account had to do with.',
  );
}

/** What is looked up when metrics are asked for. */
function sceneOf({ ground, account, road, hosts }: ControlOptions): MetricsScene {
  const { database, lease, config } = ground;
  const { limits, llm } = config;
  return {
    connection: account.messenger.connection,
    hearing: road.inbox.state,
    services: hosts.map(({ service, state }) => ({ name: service.name, state })),
    figures: { database, account: account.key, lease, limits, ...(llm && { llm }) },
  };
}
