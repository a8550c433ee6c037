import { acquireLease } from '../../src/adapters/postgres/lease.js';
import { DatabasePeerStore } from '../../src/adapters/postgres/peer-store.js';
import { createTelegramMessenger } from '../../src/adapters/telegram/messenger.js';
import { sessionKey } from '../../src/adapters/telegram/session/session.js';
import type { LoadedConfig } from '../../src/config/load.js';
import type { ControlHandlers } from '../../src/control/contract/control.js';
import type { Clock } from '../../src/core/clock.js';
import { NO_COMMENTS } from '../../src/core/comment-settings.js';
import type { Config } from '../../src/core/config.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../src/core/dm-settings.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { Logger } from '../../src/core/logger.js';
import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../src/core/people.js';
import { NO_REPLIES } from '../../src/core/reply-settings.js';
import type { Account } from '../../src/daemon/account.js';
import { recordOnline } from '../../src/daemon/account-record.js';
import { Background } from '../../src/daemon/background.js';
import { connectPatiently } from '../../src/daemon/connect-patiently.js';
import { createControl } from '../../src/daemon/control/control.js';
import { logEvents } from '../../src/daemon/event-log.js';
import { KeptFloodWaits } from '../../src/daemon/flood-waits.js';
import type { Ground } from '../../src/daemon/ground.js';
import { Halt } from '../../src/daemon/halt.js';
import { createHealthMonitor, watchHealth } from '../../src/daemon/health/health.js';
import { LiveConfig } from '../../src/daemon/reload/live-config.js';
import { buildRoad, type Road } from '../../src/daemon/road.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { Releasers } from '../../src/lib/releasers.js';
import { systemClock } from '../../src/lib/system-clock.js';
import type { TestDatabase } from '../support/databases.js';
import { NO_LIMITS } from '../support/road.js';
import type { SandboxAccount } from '../support/sandbox-account.js';

const LEASE_TTL_MS = 600_000;
/** A call without an answer ends soon; a quiet line is left alone. */
const TIMINGS = { callDeadlineMs: 2_500 } as const;

/** What a daemon is made of here, and where it leaves its traces. */
export interface LifeOptions {
  readonly account: SandboxAccount;
  readonly database: TestDatabase;
  /** As the tables name the account. */
  readonly key: string;
  /** The daemon's time. */
  readonly clock: Clock;
  readonly groups: readonly PeerId[];
  readonly onEvent: (event: LiveEvent) => void;
  /** `warn message 3 …` */
  readonly onLine: (line: string) => void;
}

/** A daemon's parts while they run: put together as `startDaemon` does, with a clock of the test's own. */
export interface Life {
  readonly road: Road;
  readonly control: ControlHandlers;
  readonly messenger: Messenger;
  /** Rejects with what ends the daemon. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/** Starts a daemon that knows nothing but what the database holds; online once it resolves. */
export async function startLife(options: LifeOptions): Promise<Life> {
  const { account: telegram, database, key, clock } = options;
  const { signal } = new AbortController();
  const releasers = new Releasers();
  const background = new Background(releasers);
  const ground = await openGround(options, releasers);
  const { logger, events, config, session } = ground;
  const floodWaits = await KeptFloodWaits.load({ database, account: key, clock, logger });
  releasers.add('the flood waits', () => floodWaits.close());
  const account: Account = {
    key,
    floodWaits,
    messenger: createTelegramMessenger({
      account: telegram.settings,
      session,
      peers: new DatabasePeerStore(database, key, clock),
      clock: lineClock(clock),
      logger,
      floodWaits,
      timings: TIMINGS,
    }),
  };
  const { messenger } = account;
  const health = { ground, account, releasers, road: (): Road => road };
  const monitor = createHealthMonitor(health);
  const halt = new Halt(ground, monitor, background);
  const road = buildRoad({
    account: key,
    customer: config.customer,
    clock,
    logger,
    database,
    events,
    messenger,
    limits: () => config.limits,
    messageSettings: () => config.message,
    services: config.services,
    replySettings: () => config.reply,
    dmSettings: () => config.dm,
    peopleSettings: () => config.people,
    forgottenKey: config.forgottenKey,
    spamBreaker: () => config.spamBreaker,
    fence: (tx) => ground.lease.fence(tx),
    onHalt: halt.onHalt,
  });
  background.run('hearing', (stop) => road.inbox.run(stop));
  background.run('handling', (stop) => road.dispatcher.run(stop));
  releasers.add('the account', () => messenger.disconnect());
  messenger.onConnection(() => {
    if (messenger.ended) halt.onHalt(messenger.ended);
  });
  const { timeZone } = config.limits;
  await connectPatiently({ messenger, floodWaits, clock, logger, timeZone }, signal);
  await recordOnline(database, messenger.self, sessionKey(session), clock.now());
  background.run('the sender', (stop) => halt.send(road.sender, stop));
  watchHealth(health, monitor, background);
  background.run('the message service', (stop) => road.message.run(stop));
  return {
    road,
    messenger,
    control: createControl({
      ...{ ground, account, road, hosts: [], monitor, signal },
      request: () => undefined,
      metrics: { render: () => Promise.resolve('') },
    }),
    failed: background.failed,
    stop: () => releasers.release(),
  };
}

async function openGround(
  { account, database, clock, groups, onEvent, onLine }: LifeOptions,
  releasers: Releasers,
): Promise<Ground> {
  const { session } = account;
  const name = sessionKey(session);
  const ttl = { clock: systemClock, ttlMs: LEASE_TTL_MS };
  const lease = await acquireLease(database, { account: name, ...ttl });
  releasers.add('the lease', () => lease.release());
  const events = createEventBus();
  const logger = recordingLogger(onLine);
  releasers.add('the recording', events.subscribe(onEvent));
  releasers.add('the event log', logEvents(events, logger));
  const config = configOf(account, database, groups);
  const logLevels = { current: 'info', set: () => undefined } as const;
  const loaded: LoadedConfig = {
    config,
    secrets: [],
    sources: { variables: new Map(), targets: new Map(), places: new Map() },
    files: [],
    settingsFile: { path: '/nonexistent/config.json', file: 'config.json' },
    reread: () => Promise.reject(new Error('there are no files')),
    warnings: [],
  };
  const live = new LiveConfig(loaded, { clock, logger, events });
  return { config, live, clock, logger, logLevels, database, events, session, lease };
}

/** The line lives in real time, as its library does, but reads the daemon's clock. */
function lineClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleepUntil: (atMs, signal) =>
      systemClock.sleepUntil(systemClock.now() + atMs - clock.now(), signal),
  };
}

function recordingLogger(onLine: (line: string) => void): Logger {
  const at = (level: string) => (message: string) => onLine(`${level} ${message}`);
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}

/** Without limits, so that nothing but Telegram holds anything back; nothing falls due by itself. */
function configOf(
  { settings }: SandboxAccount,
  { schemaName }: TestDatabase,
  groups: readonly PeerId[],
): Config {
  const schedule = { kind: 'cron', expression: '0 0 1 1 *' } as const;
  return {
    customer: 'errors',
    dataDirectory: '/nonexistent',
    enabled: true,
    services: ['message'],
    account: settings,
    storage: { kind: 'embedded', directory: '/nonexistent', schema: schemaName },
    limits: NO_LIMITS,
    spamBreaker: { threshold: 2, minCooldownMs: 3_600_000, maxCooldownMs: 4 * 3_600_000 },
    message: {
      targets: groups.map((id) => ({ written: String(id), peer: { by: 'id', id }, schedule })),
      templates: [{ id: 'greeting', variants: ['Merhaba'], targets: [] }],
      variables: {},
      missedRuns: 'skip',
      expireAfterMs: 900_000,
      onlyAfterOthers: false,
    },
    reply: NO_REPLIES,
    dm: NO_MESSAGES_TO_PEOPLE,
    comment: NO_COMMENTS,
    promptsDirectory: '/nonexistent',
    people: DEFAULT_PEOPLE_SETTINGS,
    forgottenKey: settings.apiHash,
    alerts: { savedMessages: false },
    log: { level: 'debug', directory: '/nonexistent', console: 'text' },
    leaseTtlMs: LEASE_TTL_MS,
    terminal: 'none',
    controlSocket: '/nonexistent',
  };
}
