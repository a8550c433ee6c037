// The real road of an account that comments (inbox, comment, outbox, guard, sender) over PostgreSQL, with a
// Telegram in this process, an author that answers at once, and time that moves only when told to: what takes
// time is our own work.
import { VirtualMessenger } from '../../dist/adapters/virtual/messenger.js';
import { VirtualWorld } from '../../dist/adapters/virtual/world.js';
import { NO_COMMENTS } from '../../dist/core/comment-settings.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../dist/core/dm-settings.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../dist/core/people.js';
import { NO_REPLIES } from '../../dist/core/reply-settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../dist/core/settings.js';
import { accountKey, recordOnline } from '../../dist/daemon/account-record.js';
import { buildRoad } from '../../dist/daemon/road.js';
import { Activity } from '../../dist/lib/activity.js';
import { createEventBus } from '../../dist/lib/event-bus.js';
import { VirtualClock } from '../../dist/lib/virtual-clock.js';
import { Proposals } from './proposals.js';
import { freshDatabase } from './road.js';

const NOON = Date.UTC(2026, 5, 10, 12);
const SELF = { id: 8, firstName: 'Deniz', username: 'deniz' };
const CHANNELS = Array.from({ length: 20 }, (_, n) => -1_001_000_000_001 - n);
const groupOf = (channel) => channel - 1_000_000_000;
const NO_MESSAGES = {
  targets: [],
  templates: [],
  variables: {},
  missedRuns: 'skip',
  expireAfterMs: 3_600_000,
  onlyAfterOthers: false,
};

/** As fast as a comment may go: what is measured is not the waiting. */
const LIMITS = {
  timeZone: 'Europe/Istanbul',
  activeWindows: [],
  blackoutDays: [],
  minIntervalMs: 0,
  minIntervalPerPeerMs: 0,
  people: DEFAULT_PEOPLE_LIMITS,
};

const SETTINGS = {
  ...NO_COMMENTS,
  channels: CHANNELS.map((id) => ({ written: String(id), peer: { by: 'id', id } })),
  instantDelayMs: 0,
};

/** Starts an account with twenty channels, of which so many posts are known already. */
export async function commentsStage(posts) {
  const { database: real, drop } = await freshDatabase();
  const activity = new Activity();
  const clock = new VirtualClock(NOON, () => activity.quiet());
  const proposals = new Proposals();
  const database = proposals.watch(real, activity);
  const account = accountKey(SELF.id);
  await knowPosts(real, account, posts);
  const chats = CHANNELS.flatMap((id, n) => [
    { id, kind: 'channel', title: `Kanal ${n}` },
    { id: groupOf(id), kind: 'supergroup', title: `Sohbet ${n}`, discusses: id },
  ]);
  const world = new VirtualWorld(clock, { self: SELF, chats });
  const messenger = new VirtualMessenger(clock, world, {
    logger: SILENT,
    latency: { lowestMs: 2, highestMs: 2 },
  });
  let written = 0;
  const author = {
    write: async () => ({
      status: 'ready',
      text: `Buna çok sevindim ${written++}`,
      language: 'tr',
    }),
  };
  const road = buildRoad({
    ...{ account, customer: 'bench', clock, logger: SILENT, database, messenger },
    events: createEventBus(SILENT),
    limits: () => LIMITS,
    services: ['comment'],
    messageSettings: () => NO_MESSAGES,
    replySettings: () => NO_REPLIES,
    dmSettings: () => NO_MESSAGES_TO_PEOPLE,
    peopleSettings: () => DEFAULT_PEOPLE_SETTINGS,
    commenting: { settings: () => SETTINGS, author },
    forgottenKey: { reveal: () => 'a key of the bench' },
    fence: async () => undefined,
    onHalt: ({ code }) => {
      throw new Error(`the account has stopped: ${code}`);
    },
  });
  const life = new AbortController();
  const heard = [road.inbox.run(life.signal), road.dispatcher.run(life.signal)];
  await clock.during(messenger.connect(life.signal));
  await recordOnline(database, messenger.self, 'a session', clock.now());
  const parts = [road.sender, road.comment].map((part) => part.run(life.signal));
  const running = [...heard, ...parts].map((part) =>
    part.catch((error) => {
      if (!life.signal.aborted) throw error;
    }),
  );
  // Until every channel was looked at.
  await clock.run(clock.now() + 120_000);
  return {
    clock,
    proposals,
    /** Posts in one of the channels. @returns the group in which it is discussed */
    publishes(n, text) {
      const channel = CHANNELS[n % CHANNELS.length];
      world.say(channel, channel, text);
      return groupOf(channel);
    },
    async stop() {
      life.abort();
      await clock.during(Promise.all(running));
      await messenger.disconnect();
      await drop();
    },
  };
}

/** Of ten, three were commented, six skipped, and one of the last day waits to be picked. */
async function knowPosts(database, account, posts) {
  await database.query(
    `insert into ${database.schema}.comment_posts
       (account, channel_id, post_id, at, path, state, due_at, reason, comment, commented_at, written_at)
     select $1, $2::bigint - n % $3, 1000000 + n, date, 'scheduled',
       case when n % 10 < 3 then 'commented' when n % 10 < 9 then 'skipped' else 'planned' end,
       case when n % 10 = 9 then 'infinity'::timestamptz end,
       case when n % 10 between 3 and 8 then 'the post is no longer fresh' end,
       case when n % 10 < 3 then 'Bunu okuyunca çok sevindim, ' || n end,
       case when n % 10 < 3 then date end, case when n % 10 < 3 then date end
     from (select n, $4::timestamptz - case when n % 10 = 9 then n % 600 else n * 5 end
       * interval '1 minute' as date from generate_series(1, $5::integer) n) post`,
    [account, CHANNELS[0], CHANNELS.length, new Date(NOON), posts],
  );
  await database.query(`analyze ${database.schema}.comment_posts`);
}

export const SILENT = { debug() {}, info() {}, warn() {}, error() {}, child: () => SILENT };
