import { acquireLease } from '../adapters/postgres/lease.js';
import { migrate } from '../adapters/postgres/migrate.js';
import { openDatabase } from '../adapters/postgres/open.js';
import { sessionKey, type TelegramSession } from '../adapters/telegram/session/session.js';
import { loadSession } from '../adapters/telegram/session/session-store.js';
import type { LoadedConfig } from '../config/load.js';
import type { Clock } from '../core/clock.js';
import type { Config } from '../core/config.js';
import type { Database } from '../core/database.js';
import type { EventBus } from '../core/events.js';
import type { Lease } from '../core/lease.js';
import type { Logger } from '../core/logger.js';
import { createEventBus } from '../lib/event-bus.js';
import { createLogger, type LogLevels } from '../lib/logger.js';
import type { Releasers } from '../lib/releasers.js';
import { systemClock } from '../lib/system-clock.js';
import type { Background } from './background.js';
import { openClock } from './clock.js';
import { logEvents } from './event-log.js';
import { FAULTS_GRACE_MS, openFaultReporter } from './faults.js';
import { LiveConfig } from './reload/live-config.js';

/** What a daemon stands on before it speaks to Telegram. */
export interface Ground {
  /** In force now: ask for it each time, it changes while the daemon runs. */
  readonly config: Config;
  readonly live: LiveConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly logLevels: LogLevels;
  readonly database: Database;
  readonly events: EventBus;
  readonly session: TelegramSession;
  readonly lease: Lease;
}

/** What the ground is opened with, beside the configuration. */
export interface GroundOptions {
  /** The clock that somebody may set. @default the machine's */
  readonly clock?: Clock;
  /** Where the log's lines for people go. @default process.stderr */
  readonly console?: NodeJS.WritableStream;
}

/**
 * Opens the log, the session and the database, and becomes the session's owner. Everything that can be
 * wrong without Telegram shows here.
 * @throws PostaciError of the session, database or lease kind
 */
export async function openGround(
  loaded: LoadedConfig,
  releasers: Releasers,
  background: Background,
  { clock: machineClock = systemClock, console }: GroundOptions = {},
): Promise<Ground> {
  const { config, secrets, warnings } = loaded;
  const faults = await openFaultReporter(config);
  if (faults) releasers.add('the reports of faults', () => faults.close(FAULTS_GRACE_MS));
  const {
    logger,
    levels: logLevels,
    close,
  } = createLogger(config.log, secrets, {
    ...(console && { console }),
    ...(faults && { onFault: (fault) => faults.report(fault) }),
  });
  releasers.add('the log', () => {
    logger.info('stopped');
    return close();
  });
  for (const warning of warnings) logger.warn(warning);
  const session = await loadSession(config.account);

  const database = await openDatabase(config.storage, {
    applicationName: `postaci ${config.customer}`,
    logger,
  });
  releasers.add('the database', () => database.close());
  const applied = await migrate(database);
  if (applied.length > 0) logger.info('the database was brought up to date', { applied });

  const clock = await openClock(database, machineClock, logger);
  const lease = await acquireLease(database, {
    account: sessionKey(session),
    clock,
    ttlMs: config.leaseTtlMs,
    alone: database.kind === 'embedded',
  });
  releasers.add('the lease', () => lease.release());
  background.run('keeping the lease', (signal) => lease.keep(signal));

  const events = await openEventBus(config, releasers, logger);
  releasers.add('the event log', logEvents(events, logger));
  const live = new LiveConfig(loaded, { clock, logger, events });
  return {
    get config() {
      return live.config;
    },
    ...{ live, clock, logger, logLevels, database, events, session, lease },
  };
}

async function openEventBus(
  { redisUrl, customer }: Config,
  releasers: Releasers,
  logger: Logger,
): Promise<EventBus> {
  if (!redisUrl) return createEventBus();
  const { createRedisEventBus } = await import('../adapters/redis/event-bus.js');
  const bus = createRedisEventBus({ url: redisUrl.reveal(), customer, logger });
  releasers.add('the event bus', () => bus.close());
  return bus;
}
