import { sessionKey } from '../adapters/telegram/session/session.js';
import type { LoadedConfig } from '../config/load.js';
import type { ControlHandlers } from '../control/contract/control.js';
import { serveControl } from '../control/server.js';
import type { Clock } from '../core/clock.js';
import type { EventBus } from '../core/events.js';
import type { IncomingHandler } from '../core/incoming-handler.js';
import type { Logger } from '../core/logger.js';
import { Releasers } from '../lib/releasers.js';
import { type Account, prepareAccount, refuseEnded } from './account.js';
import { recordOnline } from './account-record.js';
import { Background } from './background.js';
import { connectPatiently } from './connect-patiently.js';
import { createControl } from './control/control.js';
import { ControlDoor } from './control/door.js';
import type { ProcessRequest } from './control/process-request.js';
import { untilStop } from './control/until-stop.js';
import { applyEnabled } from './enabled.js';
import { type Ground, openGround } from './ground.js';
import { endIn, Halt } from './halt.js';
import { createHealthMonitor, sayWhatHolds, watchHealth } from './health/health.js';
import { ModelCap } from './health/model-cap.js';
import type { HealthMonitor } from './health/monitor.js';
import { createMetrics, type Metrics } from './metrics/metrics.js';
import { applyChanges } from './reload/apply-changes.js';
import { watchConfig } from './reload/watch-config.js';
import { keepCleared } from './retention.js';
import { buildRoad, type Road, type RoadOptions } from './road.js';
import { ServiceHost } from './service-host.js';
import { openAuthor } from './writing.js';

export interface StartOptions {
  /** Ends a start that is under way; a running daemon is ended by `stop`. */
  readonly signal?: AbortSignal;
  /** Offer the control contract on the customer's socket. @default false */
  readonly serveControl?: boolean;
  /** Bring the account up, but let no service propose anything. @default false */
  readonly withoutServices?: boolean;
  /** Who is told what the account hears, beside the services. @default nobody */
  readonly handlers?: readonly IncomingHandler[];
  /** Where the log's lines for people go. @default process.stderr */
  readonly console?: NodeJS.WritableStream;
  /** What an operator asks of the process that runs the daemon. @default nothing comes of it */
  readonly onRequest?: (what: ProcessRequest) => void;
  /** The clock that somebody may set. @default the machine's */
  readonly clock?: Clock;
}

export interface RunningDaemon {
  /** The contract without a socket. */
  readonly control: ControlHandlers;
  readonly events: EventBus;
  readonly logger: Logger;
  /** Rejects when the daemon can't go on by itself; call `stop` then too. */
  readonly failed: Promise<never>;
  /** Stops in order: no new proposals, the send in flight finished or recorded, then everything beneath. */
  stop(): Promise<void>;
}

/**
 * The composition root. Starts from the ground up: log, session, database, lease; the account; the road;
 * the services; the control socket. What was started when something fails is released again.
 * @throws PostaciError for everything that an operator can mend
 */
export async function startDaemon(
  loaded: LoadedConfig,
  options: StartOptions = {},
): Promise<RunningDaemon> {
  const releasers = new Releasers();
  const background = new Background(releasers);
  const signal = options.signal ?? new AbortController().signal;
  try {
    const ground = await openGround(loaded, releasers, background, options);
    const metrics = countWhatHappens(ground, releasers);
    const door = new ControlDoor();
    if (options.serveControl) await serve(ground, door, releasers);
    const account = await prepareAccount(ground, releasers, signal);
    releasers.add('counting flood waits', metrics.watch(account.floodWaits));
    const modelCap = new ModelCap();
    const health = { ground, account, releasers, modelCap, road: (): Road => road };
    const monitor = createHealthMonitor(health);
    await refuseEnded(ground, account, monitor);
    const services = !options.withoutServices;
    if (services) await applyEnabled(ground, account.key);
    const halt = new Halt(ground, monitor, background);
    const author = await openAuthor(ground, account, releasers, {
      counted: metrics.writing,
      modelCap,
    });
    const road = roadOf(ground, account, {
      onHalt: halt.onHalt,
      handlers: options.handlers ?? [],
      ...(author && { author, commenting: { settings: () => ground.config.comment, author } }),
    });
    await road.people.forgottenCheck(ground.database);
    await sayWhatHolds(health);
    await goOnline(ground, account, road, {
      releasers,
      background,
      signal,
      halt,
      monitor,
      services,
    });
    watchHealth(health, monitor, background);
    const hosts = services ? hostServices(ground, road, background) : [];
    if (services) {
      background.run('clearing away', (stop) =>
        keepCleared(ground, account.key, road.people, stop),
      );
      applyChanges({ ground, account: account.key, road });
      background.run('watching the configuration', (stop) => watchConfig(ground, stop));
    }
    const control = createControl({
      ...{ ground, account, road, hosts, monitor, metrics, signal: untilStop(releasers) },
      request: options.onRequest ?? (() => undefined),
    });
    door.open(control);
    ground.logger.info('ready', {
      account: account.key,
      services: hosts.map((host) => host.service.name),
    });
    return {
      control,
      events: ground.events,
      logger: ground.logger,
      failed: background.failed,
      stop: () => releasers.release(),
    };
  } catch (error) {
    await releasers.release();
    throw error;
  }
}

/** On the customer's socket, and over HTTP where configured. */
async function serve(
  { config, events, clock, logger }: Ground,
  { handlers }: ControlDoor,
  releasers: Releasers,
): Promise<void> {
  const { controlSocket: socketPath, http } = config;
  const stop = await serveControl({ socketPath, handlers, events, clock, http, logger });
  releasers.add('the control socket', stop);
}

/** From now on. */
function countWhatHappens(ground: Ground, releasers: Releasers): Metrics {
  const { clock, events, config, database } = ground;
  const metrics = createMetrics({
    clock,
    events,
    customer: config.customer,
    database: database.kind,
  });
  releasers.add('the metrics', () => metrics.stop());
  return metrics;
}

function roadOf(
  ground: Ground,
  account: Account,
  more: Pick<RoadOptions, 'onHalt' | 'handlers' | 'author' | 'commenting'>,
): Road {
  const { clock, logger, database, events, lease } = ground;
  // What the road is built with; all else it asks for each time.
  const { customer, services, forgottenKey } = ground.config;
  return buildRoad({
    account: account.key,
    customer,
    clock,
    logger,
    database,
    events,
    messenger: account.messenger,
    limits: () => ground.config.limits,
    services,
    messageSettings: () => ground.config.message,
    replySettings: () => ground.config.reply,
    dmSettings: () => ground.config.dm,
    peopleSettings: () => ground.config.people,
    forgottenKey,
    spamBreaker: () => ground.config.spamBreaker,
    fence: (tx) => lease.fence(tx),
    ...more,
  });
}

interface Online {
  readonly releasers: Releasers;
  readonly background: Background;
  readonly signal: AbortSignal;
  readonly halt: Halt;
  readonly monitor: HealthMonitor;
  /** Hand what is heard to the services; else it waits in the inbox for the next start. */
  readonly services: boolean;
}

async function goOnline(
  { clock, config, database, events, logger, session }: Ground,
  { messenger, floodWaits }: Account,
  { inbox, dispatcher, sender }: Road,
  run: Online,
): Promise<void> {
  // Listens before there is anything to hear.
  run.background.run('hearing', (signal) => inbox.run(signal));
  if (run.services) run.background.run('handling', (signal) => dispatcher.run(signal));
  run.releasers.add('the account', () => messenger.disconnect());
  messenger.onConnection((state) => {
    events.publish({ type: 'connection', at: clock.now(), state });
    // Not every end shows in a send: an account that has nothing to say learns of it here.
    if (messenger.ended) run.halt.onHalt(messenger.ended);
  });
  try {
    const { timeZone } = config.limits;
    await connectPatiently({ messenger, floodWaits, clock, logger, timeZone }, run.signal);
  } catch (error) {
    const health = endIn(error);
    if (health) await run.monitor.end({ health, reason: (error as Error).message });
    throw error;
  }
  await recordOnline(database, messenger.self, sessionKey(session), clock.now());
  run.background.run('the sender', (signal) => run.halt.send(sender, signal));
}

function hostServices(
  { config, clock, events, logger }: Ground,
  { message, reply, dm, comment }: Road,
  background: Background,
): readonly ServiceHost[] {
  const built = [message, reply, dm, ...(comment ? [comment] : [])].filter(({ name }) =>
    config.services.includes(name),
  );
  return built.map((service) => {
    const host = new ServiceHost(service, clock, events, logger);
    background.run(`the service ${service.name}`, (signal) => host.run(signal));
    return host;
  });
}
