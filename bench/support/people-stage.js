// The real road (inbox, records of people, reply, dm, outbox, guard, sender) of one account over PostgreSQL,
// with a Telegram in this process and time that moves only when told to: what takes time is our own work.
import { VirtualMessenger } from '../../dist/adapters/virtual/messenger.js';
import { VirtualWorld } from '../../dist/adapters/virtual/world.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../dist/core/dm-settings.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../dist/core/people.js';
import { NO_REPLIES } from '../../dist/core/reply-settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../dist/core/settings.js';
import { accountKey, recordOnline } from '../../dist/daemon/account-record.js';
import { buildRoad } from '../../dist/daemon/road.js';
import { createGuard } from '../../dist/guard/guard.js';
import { Activity } from '../../dist/lib/activity.js';
import { createEventBus } from '../../dist/lib/event-bus.js';
import { VirtualClock } from '../../dist/lib/virtual-clock.js';
import { Proposals } from './proposals.js';
import { freshDatabase } from './road.js';

const DAY_MS = 24 * 3_600_000;
const NOON = Date.UTC(2026, 5, 10, 12);
const SELF = { id: 7, firstName: 'Deniz', username: 'deniz' };
const FIRST_PERSON = 1_000;
const RULES = 50;
const NO_MESSAGES = {
  targets: [],
  templates: [],
  variables: {},
  missedRuns: 'skip',
  expireAfterMs: 3_600_000,
  onlyAfterOthers: false,
};

/** S3's limits as they are; answers without their daily cap, because all of them are asked for on one day. */
const LIMITS = {
  timeZone: 'Europe/Istanbul',
  activeWindows: [],
  blackoutDays: [],
  minIntervalMs: 0,
  minIntervalPerPeerMs: 0,
  people: { ...DEFAULT_PEOPLE_LIMITS, answersPerDay: 1_000_000 },
};

/** A question that the rule of this number answers, and what no rule answers. */
export const questionOf = (rule) => `merhaba, konu${rule} nedir acaba?`;
export const SMALL_TALK = 'güzel bir gün';

const REPLIES = {
  ...NO_REPLIES,
  mode: 'auto',
  rules: Array.from({ length: RULES }, (_, n) => ({
    id: `rule ${n}`,
    keywords: n % 2 === 0 ? [`konu${n}`, `madde ${n}`] : [],
    patterns: n % 2 === 0 ? [] : [`konu${n}\\b`, `madde[- ]${n}\\b`],
    loose: true,
    chats: 'all',
    languages: [],
    hours: [],
    variants: ['Merhaba {name}, hemen bakıyorum.', '{name}, bir dakika.'],
    cooldownMs: 0,
  })),
};

/** Everybody who wrote hears one invite at once; the follow-up comes a day after it. */
const MESSAGES = {
  ...NO_MESSAGES_TO_PEOPLE,
  invites: [{ id: 'hello', variants: ['Hoş geldin {name}.'], bases: ['wrote_first'], afterMs: 0 }],
  followUps: {
    'first-contact': [],
    manual: [],
    active: [{ id: 'still there', variants: ['{name}, bir sorun var mı?'], afterMs: DAY_MS }],
  },
};

/** Starts an account that so many people can write to. */
export async function peopleStage(people) {
  const { database: real, drop } = await freshDatabase();
  const activity = new Activity();
  const clock = new VirtualClock(NOON, () => activity.quiet());
  const proposals = new Proposals();
  const database = proposals.watch(real, activity);
  const chats = Array.from({ length: people }, (_, n) => ({
    id: FIRST_PERSON + n,
    kind: 'user',
    title: `Kişi ${n}`,
  }));
  const world = new VirtualWorld(clock, { self: SELF, chats });
  const account = accountKey(SELF.id);
  const messenger = new VirtualMessenger(clock, world, {
    logger: SILENT,
    latency: { lowestMs: 2, highestMs: 2 },
  });
  const road = buildRoad({
    ...{ account, customer: 'bench', clock, logger: SILENT, database, messenger },
    events: createEventBus(SILENT),
    limits: () => LIMITS,
    services: ['reply', 'dm'],
    messageSettings: () => NO_MESSAGES,
    replySettings: () => REPLIES,
    dmSettings: () => MESSAGES,
    peopleSettings: () => DEFAULT_PEOPLE_SETTINGS,
    forgottenKey: { reveal: () => 'a key of the bench' },
    fence: async () => undefined,
    onHalt: ({ code }) => {
      throw new Error(`the account has stopped: ${code}`);
    },
  });
  const guard = createGuard({
    limits: () => LIMITS,
    allowedPeers: () => new Set(),
    ownPeers: () => new Set([SELF.id]),
    forgottenHash: (person) => road.people.forgottenHash(person),
  });
  const life = new AbortController();
  const heard = [road.inbox.run(life.signal), road.dispatcher.run(life.signal)];
  await clock.during(messenger.connect(life.signal));
  await recordOnline(database, messenger.self, 'a session', clock.now());
  const parts = [road.sender, road.reply, road.dm].map((part) => part.run(life.signal));
  const running = [...heard, ...parts].map((part) =>
    part.catch((error) => {
      if (!life.signal.aborted) throw error;
    }),
  );
  // What is said before the account knows where it stands was never for it to hear.
  await clock.run(clock.now() + 60_000);
  return {
    clock,
    database,
    account,
    guard,
    proposals,
    personOf: (n) => FIRST_PERSON + n,
    says: (n, text) => world.say(FIRST_PERSON + n, FIRST_PERSON + n, text),
    async stop() {
      life.abort();
      await clock.during(Promise.all(running));
      await messenger.disconnect();
      await drop();
    },
  };
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {}, child: () => SILENT };
