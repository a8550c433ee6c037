import type { Latency } from '../../adapters/virtual/line.js';
import { VirtualMessenger } from '../../adapters/virtual/messenger.js';
import type { Config } from '../../core/config.js';
import type { Database } from '../../core/database.js';
import type { ServiceName } from '../../core/intent.js';
import type { PeerId } from '../../core/peer.js';
import type { RecordedState, Recording } from '../../core/recording.js';
import type { Service } from '../../core/service.js';
import { isAbort } from '../../lib/abort.js';
import { Activity } from '../../lib/activity.js';
import { createEventBus } from '../../lib/event-bus.js';
import { HOUR_MS } from '../../lib/local-time.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { addPause } from '../../outbox/pauses.js';
import { accountKey } from '../account-record.js';
import { buildRoad } from '../road.js';
import { ServiceHost } from '../service-host.js';
import { type AccountWorld, accountWorld } from './account-world.js';
import { Expiries } from './expiries.js';
import { NotingLogger } from './noting-logger.js';
import { othersTalk } from './others-talk.js';
import { seedActivity, seedState } from './seed-state.js';
import { standingAt } from './standing-at.js';
import type { Span, Utterance } from './traffic.js';
import { whatOthersSay } from './what-others-say.js';

/** Nothing waits for the sender's poll: it is told of all that is new, due or too late. */
const POLL_MS = 6 * HOUR_MS;
/** Between two looks at whether it is called off. */
const STEP_MS = HOUR_MS / 2;
/** What a simulation does not do: ask people's forgotten hashes. */
const NO_KEY = { reveal: () => 'a simulation forgets nobody' };

/** A simulated life of an account. */
export interface LifeOptions {
  readonly config: Config;
  readonly recording: Recording | undefined;
  /** Of the simulation; before it, the time since the recording is lived too. */
  readonly span: Span;
  readonly seed: number;
  /** Migrated and empty. */
  readonly database: Database;
  readonly signal: AbortSignal;
  /** How far it is, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
  /** Of the virtual line. @default 40 to 400 ms */
  readonly latency?: Latency;
}

/** What a life leaves beside the books in its database. */
export interface Lived {
  readonly account: string;
  /** How the operator names each place. */
  readonly names: AccountWorld['names'];
  /** Each configured group as it was written, and what it is. */
  readonly peers: AccountWorld['peers'];
  /** What templates call each group. */
  readonly titles: ReadonlyMap<PeerId, string>;
  readonly unknown: readonly string[];
  /** How many messages of others were said. */
  readonly heard: number;
  /** What the services complained of, each once. */
  readonly complaints: readonly string[];
}

/**
 * Lives the span: the daemon's own road over the given database, at a virtual Telegram, in virtual time.
 * @throws the signal's reason when it aborts, and what ends a daemon
 */
export async function live(options: LifeOptions): Promise<Lived> {
  const { config, recording, span, seed, database, signal } = options;
  const state = recording?.state;
  const from = Math.min(span.from, Math.max(recording?.to ?? span.from, span.from - MOST_AHEAD_MS));
  const activity = new Activity();
  const clock = new VirtualClock(from, () => activity.quiet());
  const { world, ...places } = accountWorld(clock, config, recording);
  const said = whatOthersSay(config, recording, places, { from, to: span.to }, seed);
  const account = state?.account ?? accountKey(world.self.id);
  await database.transaction(async (tx) => {
    if (state && recording) {
      await seedState(tx, from < recording.to ? standingAt(state, from) : state);
      await seedActivity(tx, account, recording.heard, from);
    }
    if (!config.enabled) await addPause(tx, account, '*', 'BOT_ENABLED', from);
  });
  const lively = new Set(
    config.message.targets
      .filter(({ schedule }) => schedule.kind === 'traffic')
      .map(({ written }) => places.peers.get(written)),
  );
  const counts = (peer: PeerId) => peer > 0 || lively.has(peer);
  const logger = new NotingLogger();
  const messenger = new VirtualMessenger(clock, world, {
    logger,
    random: seededRandom(seed + 1),
    ...(options.latency && { latency: options.latency }),
  });
  const services = livedServices(config, state, said);
  const events = createEventBus(logger);
  const failures: unknown[] = [];
  const road = buildRoad({
    account,
    customer: config.customer,
    clock,
    logger,
    database: watched(database, activity),
    events,
    messenger,
    random: seededRandom(seed),
    limits: () => config.limits,
    services,
    messageSettings: () => config.message,
    replySettings: () => config.reply,
    dmSettings: () => config.dm,
    peopleSettings: () => config.people,
    forgottenKey: NO_KEY,
    spamBreaker: () => config.spamBreaker,
    fence: async () => undefined,
    onHalt: ({ code }) => failures.push(new Error(`the virtual Telegram said ${code}`)),
    pollMs: POLL_MS,
  });
  const expiries = new Expiries(config, state?.queue);
  expiries.listen(events);
  const stopping = new AbortController();
  const run = (task: (signal: AbortSignal) => Promise<void>) =>
    task(stopping.signal).catch((error: unknown) => {
      if (!isAbort(error, stopping.signal)) failures.push(error);
    });
  const hosted = (service: Service) => new ServiceHost(service, clock, events, logger);
  const tasks = [
    run((stop) => othersTalk(clock, world, said, counts, stop)),
    run((stop) => road.inbox.run(stop)),
    run((stop) => road.dispatcher.run(stop)),
    run((stop) => expiries.run(road.sender, clock, stop)),
    run(async (stop) => {
      await messenger.connect(stop);
      const running = [road.message, road.reply, road.dm].filter(({ name }) =>
        services.includes(name),
      );
      await Promise.all([road.sender.run(stop), ...running.map((one) => hosted(one).run(stop))]);
    }),
  ];
  try {
    while (clock.now() < span.to && failures.length === 0) {
      signal.throwIfAborted();
      await clock.run(Math.min(span.to, clock.now() + STEP_MS));
      options.onProgress?.((clock.now() - from) / (span.to - from));
    }
  } finally {
    stopping.abort();
    await clock.during(Promise.all(tasks));
    await messenger.disconnect();
  }
  if (failures.length > 0) throw failures[0];
  const heard = said.filter(({ at }) => at >= span.from).length;
  const titles = new Map(world.chats.map(({ id, title }) => [id, title]));
  return { account, ...places, titles, heard, complaints: logger.notes };
}

/** The time since the recording is lived up to so long before the span: its end is what the span begins with. */
const MOST_AHEAD_MS = 14 * 24 * HOUR_MS;

/**
 * Comments are not lived: nobody writes them here. Who talks in private only where somebody does: looking for what is
 * never there would be most of the work.
 */
function livedServices(
  { services }: Config,
  state: RecordedState | undefined,
  said: readonly Utterance[],
): readonly ServiceName[] {
  const answering = said.some(({ peer }) => peer > 0);
  const writing = answering || (state?.conversations.length ?? 0) > 0;
  const lived = new Map<ServiceName, boolean>([
    ['message', true],
    ['reply', answering],
    ['dm', writing],
  ]);
  return services.filter((service) => lived.get(service));
}

/** The clock must not move while the database works. */
function watched(database: Database, activity: Activity): Database {
  return {
    kind: database.kind,
    schema: database.schema,
    query: (sql, params) => activity.track(database.query(sql, params)),
    transaction: (work) => activity.track(database.transaction(work)),
    close: async () => undefined,
  };
}
