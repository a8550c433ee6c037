import { describeMessengerContract } from '../../../test/contracts/messenger.js';
import type { DeliveryFault, MessengerHands } from '../../../test/contracts/messenger-hands.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { serverDate, type VirtualChat } from './chat.js';
import { type QuestionFault, QueuedFaults } from './faults.js';
import { VirtualMessenger } from './messenger.js';
import { VirtualWorld } from './world.js';

const SELF = { id: 777_000_001, firstName: 'Ayşe', username: 'ayse', phone: '+90…42' };
const ANNA = 5_001;
const STRANGER = 5_002;

const CHATS = {
  group: { id: -1_000_000_000_001, title: 'Group', username: 'the_group' },
  invited: { id: -1_000_000_000_002, inviteHash: 'invitedHash00001' },
  basic: { id: -4_001 },
  slow: { id: -1_000_000_000_003, slowModeSeconds: 30 },
  forum: { id: -1_000_000_000_004, openTopicId: 11, closedTopicId: 12 },
  muted: { id: -1_000_000_000_005 },
  foreign: { id: -1_000_000_000_006, username: 'the_foreign', inviteHash: 'foreignHash00001' },
  person: { id: ANNA, username: 'anna' },
  bot: { id: 7_001, username: 'robo_bot' },
};

const WORLD: readonly VirtualChat[] = [
  { ...CHATS.group, kind: 'supergroup' },
  { ...CHATS.invited, kind: 'supergroup', title: 'Invited' },
  { ...CHATS.basic, kind: 'group', title: 'Basic' },
  { ...CHATS.slow, kind: 'supergroup', title: 'Slow' },
  {
    id: CHATS.forum.id,
    kind: 'supergroup',
    title: 'Forum',
    topics: [
      { id: 11, title: 'Open', closed: false },
      { id: 12, title: 'Closed', closed: true },
    ],
  },
  {
    ...CHATS.muted,
    kind: 'supergroup',
    title: 'Muted',
    canSendText: false,
    canSendMedia: false,
  },
  { ...CHATS.foreign, kind: 'supergroup', title: 'Foreign', member: false },
  { ...CHATS.person, kind: 'user', title: 'Anna' },
  { id: STRANGER, kind: 'user', title: 'Somebody' },
  { ...CHATS.bot, kind: 'user', title: 'Robo', bot: true },
];

async function setup(): Promise<MessengerHands> {
  const clock = new VirtualClock(Date.UTC(2026, 2, 1, 9, 0, 0, 250));
  const world = new VirtualWorld(clock, { self: SELF, chats: WORLD });
  const faults = new QueuedFaults();
  const typingFaults = new QueuedFaults<QuestionFault>();
  const deadlineMs = 10_000;
  const logger = silentLogger;
  const messenger = new VirtualMessenger(clock, world, {
    logger,
    deadlineMs,
    faults,
    typingFaults,
  });
  return {
    messenger,
    selfId: SELF.id,
    chats: CHATS,
    deadlineMs,
    now: () => clock.now(),
    during: (work) => clock.during(work),
    async until(condition, what) {
      const last = clock.now() + 20_000;
      while (!condition()) {
        if (clock.now() >= last) throw new Error(`not within 20 s: ${what}`);
        await clock.run(clock.now() + 100);
      }
    },
    say: async (chat, text, topicId) =>
      world.say(chat, ANNA, text, topicId === undefined ? {} : { topicId }).id,
    sayAsStranger: async (text) => world.say(CHATS.group.id, STRANGER, text).id,
    erase: async (chat, id) => world.delete(chat, [id]),
    sayFromOtherDevice: async (chat, text) => world.say(chat, SELF.id, text).id,
    closePerson: async (how) =>
      world.change(ANNA, how === 'blocked' ? { blocked: true } : { privacy: 'nobody' }),
    limitAccount: async () => {
      world.admission.spamLimited = true;
    },
    typings: async (chat) =>
      world.typings
        .filter((typing) => typing.chat === chat)
        .map(({ topicId }) => (topicId === undefined ? {} : { topicId })),
    spoilTyping: async (fault) => typingFaults.add(fault),
    arrived: async (chat) =>
      world
        .messages(chat)
        .filter(({ own }) => own)
        .map(({ arrivedAt, ...message }) => ({ ...message, at: serverDate(arrivedAt) })),
    injectFault: async (fault: DeliveryFault) => faults.add(fault),
    answerDuplicatesWith: async (form) => {
      world.duplicateForm = form;
    },
    endSession: async () => {
      world.sessionEnded = true;
    },
    dispose: () => messenger.disconnect(),
  };
}

describeMessengerContract('the in-process Telegram', setup);
