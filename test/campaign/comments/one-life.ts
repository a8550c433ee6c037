import {
  seededFaults,
  seededPushFaults,
  seededQuestionFaults,
} from '../../../src/adapters/virtual/faults.js';
import { VirtualMessenger } from '../../../src/adapters/virtual/messenger.js';
import type { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { Clock } from '../../../src/core/clock.js';
import type { Database } from '../../../src/core/database.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../../src/core/dm-settings.js';
import type { Messenger } from '../../../src/core/messenger.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../src/core/people.js';
import { NO_REPLIES } from '../../../src/core/reply-settings.js';
import type { Writer } from '../../../src/core/writer.js';
import { recordOnline } from '../../../src/daemon/account-record.js';
import { buildRoad, type Road } from '../../../src/daemon/road.js';
import { ServiceHost } from '../../../src/daemon/service-host.js';
import { isAbort } from '../../../src/lib/abort.js';
import { createEventBus } from '../../../src/lib/event-bus.js';
import type { Random } from '../../../src/lib/seeded-random.js';
import { createAuthor } from '../../../src/writing/author.js';
import { BUILT_IN_PROMPTS } from '../../../src/writing/prompts.js';
import { silentLogger } from '../../support/silent-logger.js';
import type { Life } from '../mortal.js';
import { ACCOUNT } from './population.js';
import type { CommentScenario } from './run.js';
import type { Witness } from './witness.js';

const RECONNECT_MS = 5_000;
/** A wake-up that was forgotten must show. */
const POLL_MS = 6 * 3_600_000;

/** What one life of the program stands on. */
export interface OneLife {
  readonly scenario: CommentScenario;
  readonly clock: Clock;
  /** As this life sees it. */
  readonly database: Database;
  readonly world: VirtualWorld;
  readonly witness: Witness;
  readonly model: Writer;
  readonly random: Random;
  readonly life: Life;
  readonly onFailure: (error: unknown) => void;
}

/** Starts the parts as the daemon does, and runs them until the signal aborts. */
export async function runOneLife(one: OneLife, signal: AbortSignal): Promise<void> {
  const { database, life } = one;
  const clock = life.clock();
  const messenger = life.messenger(messengerOf(one));
  const events = createEventBus(silentLogger);
  events.subscribe((event) => {
    if (!life.alive || event.type !== 'service' || event.state !== 'failed') return;
    one.onFailure(`the service ${event.service}: ${event.reason}`);
  });
  const road = roadOf(one, clock, messenger, events);
  if (!road.comment) throw new Error('the service comment was not built');
  const host = new ServiceHost(road.comment, clock, events, silentLogger);
  const online = async () => {
    await connect(messenger, clock, signal);
    await recordOnline(database, messenger.self, 'a session', clock.now());
    await Promise.all([road.sender.run(signal), host.run(signal)]);
  };
  await Promise.all([road.inbox.run(signal), road.dispatcher.run(signal), online()]);
}

function messengerOf({ scenario, clock, world, random }: OneLife): VirtualMessenger {
  const { deliveries, pushes, questions } = scenario.mishaps;
  return new VirtualMessenger(clock, world, {
    logger: silentLogger,
    faults: seededFaults(random, deliveries ?? {}),
    pushFaults: seededPushFaults(random, pushes ?? {}),
    questionFaults: seededQuestionFaults(random, questions ?? {}),
    random,
  });
}

function roadOf(
  { scenario, database, witness, model, life, onFailure }: OneLife,
  clock: Clock,
  messenger: Messenger,
  events: ReturnType<typeof createEventBus>,
): Road {
  const { believed, settings } = scenario;
  const author = createAuthor({
    writer: {
      // Whoever has died hears no answer.
      write: async (request, signal) => {
        const written = await model.write(request, signal);
        return life.alive ? written : new Promise(() => undefined);
      },
    },
    prompts: BUILT_IN_PROMPTS,
    logger: silentLogger,
  });
  return buildRoad({
    account: ACCOUNT,
    customer: 'campaign',
    clock,
    logger: silentLogger,
    database,
    events,
    messenger,
    limits: () => believed,
    services: ['comment'],
    messageSettings: () => NO_MESSAGES,
    replySettings: () => NO_REPLIES,
    dmSettings: () => NO_MESSAGES_TO_PEOPLE,
    peopleSettings: () => DEFAULT_PEOPLE_SETTINGS,
    commenting: { settings: () => settings, author },
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
