import { describeUpdatesContract } from '../../../test/contracts/updates.js';
import type { UpdatesHands } from '../../../test/contracts/updates-hands.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { type PushFault, type QuestionFault, QueuedFaults } from './faults.js';
import { VirtualMessenger } from './messenger.js';
import { VirtualWorld } from './world.js';

const SELF = { id: 777_000_001, firstName: 'Ayşe', username: 'ayse' };
const ANNA = 5_001;
const BASIC = -4_001;
const GROUP = -1_000_000_000_001;
const CHANNEL = -1_000_000_000_002;
const FORUM = { id: -1_000_000_000_003, topicId: 11 };

async function setup(): Promise<UpdatesHands> {
  const clock = new VirtualClock(Date.UTC(2026, 2, 1, 9, 0, 0, 250));
  const chats = {
    group: GROUP,
    channel: CHANNEL,
    forum: FORUM,
    basic: BASIC,
    person: ANNA,
  };
  const topics = [{ id: chats.forum.topicId, title: 'Open', closed: false }];
  const world = new VirtualWorld(clock, {
    self: SELF,
    chats: [
      { id: chats.group, kind: 'supergroup', title: 'Group' },
      { id: chats.channel, kind: 'channel', title: 'Channel' },
      { id: chats.forum.id, kind: 'supergroup', title: 'Forum', topics },
      { id: BASIC, kind: 'group', title: 'Basic' },
      { id: ANNA, kind: 'user', title: 'Anna', username: 'anna' },
    ],
  });
  const pushFaults = new QueuedFaults<PushFault>();
  const questionFaults = new QueuedFaults<QuestionFault>();
  const messenger = new VirtualMessenger(clock, world, {
    logger: silentLogger,
    deadlineMs: 10_000,
    pushFaults,
    questionFaults,
  });
  return {
    messenger,
    source: messenger.updates,
    selfId: SELF.id,
    chats,
    during: (work) => clock.during(work),
    async until(condition, what) {
      const last = clock.now() + 20_000;
      while (!condition()) {
        if (clock.now() >= last) throw new Error(`not within 20 s: ${what}`);
        await clock.run(clock.now() + 100);
      }
    },
    say: async (chat, text, traits) =>
      world.say(chat, chat === chats.channel ? chat : ANNA, text, traits).id,
    sayFromOtherDevice: async (chat, text) => world.say(chat, SELF.id, text).id,
    edit: async (chat, id, text) => world.edit(chat, id, text),
    delete: async (chat, ids) => world.delete(chat, ids),
    note: async (chat) => {
      world.say(chat, ANNA, '', { service: true });
    },
    kick: async (chat) => world.leave(chat),
    cut: async () => messenger.breakLine(),
    spoilPush: async (mishap) => pushFaults.add(mishap),
    spoil: async (_, mishap) => questionFaults.add(mishap),
    limitDifferences: async (limits) => {
      world.differences = { ...world.differences, ...limits };
    },
    dispose: () => messenger.disconnect(),
  };
}

describeUpdatesContract('the in-process Telegram', setup);
