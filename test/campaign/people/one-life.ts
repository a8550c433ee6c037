import {
  seededFaults,
  seededPushFaults,
  seededQuestionFaults,
} from '../../../src/adapters/virtual/faults.js';
import type { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { Clock } from '../../../src/core/clock.js';
import type { Database } from '../../../src/core/database.js';
import type { Messenger } from '../../../src/core/messenger.js';
import { accountKey, recordOnline } from '../../../src/daemon/account-record.js';
import { buildRoad, type Road } from '../../../src/daemon/road.js';
import { ServiceHost } from '../../../src/daemon/service-host.js';
import { isAbort } from '../../../src/lib/abort.js';
import { createEventBus } from '../../../src/lib/event-bus.js';
import type { Random } from '../../../src/lib/seeded-random.js';
import { silentLogger } from '../../support/silent-logger.js';
import type { Life } from '../mortal.js';
import { SELF } from './population.js';
import { Program } from './program.js';
import { type Asked, RecordedMessenger } from './recorded-messenger.js';
import type { PeopleScenario } from './run.js';
import { PEOPLE_SETTINGS } from './speech.js';
import type { Witness } from './witness.js';

const RECONNECT_MS = 5_000;
/** A wake-up that was forgotten must show. */
const POLL_MS = 6 * 3_600_000;

/** The account's name in the tables. */
export const ACCOUNT = accountKey(SELF.id);

/** What one life of the program stands on. */
export interface OneLife {
  readonly scenario: PeopleScenario;
  readonly clock: Clock;
  /** As this life sees it. */
  readonly database: Database;
  readonly world: VirtualWorld;
  readonly witness: Witness;
  readonly asked: Asked;
  readonly random: Random;
  readonly life: Life;
  /** The line is up. */
  readonly onOnline: () => void;
  /** The operator may lay hands on it. */
  readonly onReady: (program: Program) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Starts the parts as the daemon does, and runs them until the signal aborts. */
export async function runOneLife(one: OneLife, signal: AbortSignal): Promise<void> {
  const { database, life } = one;
  const clock = life.clock();
  const virtual = messengerOf(one);
  const messenger = life.messenger(virtual);
  const events = createEventBus(silentLogger);
  events.subscribe((event) => {
    if (!life.alive || event.type !== 'service' || event.state !== 'failed') return;
    one.onFailure(`the service ${event.service}: ${event.reason}`);
  });
  const road = roadOf(one, clock, messenger, events);
  const hosts = [road.reply, road.dm].map(
    (service) => new ServiceHost(service, clock, events, silentLogger),
  );
  await road.people.forgottenCheck(database);
  const online = async () => {
    await connect(messenger, clock, signal);
    one.onOnline();
    await recordOnline(database, messenger.self, 'a session', clock.now());
    if (life.alive && !signal.aborted) {
      const { witness, onFailure } = one;
      const breakLine = () => virtual.breakLine();
      const hands = { road, database, clock: one.clock, account: ACCOUNT };
      one.onReady(new Program({ ...hands, witness, life, breakLine, onFailure }));
    }
    await Promise.all([road.sender.run(signal), ...hosts.map((host) => host.run(signal))]);
  };
  await Promise.all([road.inbox.run(signal), road.dispatcher.run(signal), online()]);
}

function messengerOf({ scenario, clock, world, asked, random }: OneLife): RecordedMessenger {
  const { mishaps, latency } = scenario;
  return new RecordedMessenger(asked, clock, world, {
    logger: silentLogger,
    faults: seededFaults(random, mishaps.deliveries ?? {}),
    pushFaults: seededPushFaults(random, mishaps.pushes ?? {}),
    questionFaults: seededQuestionFaults(random, mishaps.questions ?? {}),
    random,
    ...(latency && { latency }),
  });
}

function roadOf(
  { scenario, database, witness, onFailure }: OneLife,
  clock: Clock,
  messenger: Messenger,
  events: ReturnType<typeof createEventBus>,
): Road {
  const { limits, settings } = scenario;
  return buildRoad({
    account: ACCOUNT,
    customer: 'campaign',
    clock,
    logger: silentLogger,
    database,
    events,
    messenger,
    limits: () => limits,
    services: ['reply', 'dm'],
    messageSettings: () => NO_MESSAGES,
    replySettings: () => settings.reply,
    dmSettings: () => settings.dm,
    peopleSettings: () => PEOPLE_SETTINGS,
    forgottenKey: { reveal: () => 'a key of the campaign' },
    handlers: [witness.handler],
    fence: async () => undefined,
    onHalt: ({ code }) => onFailure(`halted: ${code}`),
    pollMs: POLL_MS,
  });
}

/** Again and again until it works. */
async function connect(messenger: Messenger, clock: Clock, signal: AbortSignal): Promise<void> {
  while (messenger.connection !== 'online') {
    try {
      await messenger.connect(signal);
    } catch (error) {
      if (isAbort(error, signal)) throw error;
      await clock.sleepUntil(clock.now() + RECONNECT_MS, signal);
    }
  }
}

const NO_MESSAGES = {
  targets: [],
  templates: [],
  variables: {},
  missedRuns: 'skip',
  expireAfterMs: 3_600_000,
  onlyAfterOthers: false,
} as const;
