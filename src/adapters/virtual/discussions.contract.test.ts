import { describeDiscussionsContract } from '../../../test/contracts/discussions.js';
import type { DiscussionsHands } from '../../../test/contracts/discussions-hands.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import type { VirtualChat } from './chat.js';
import { type QuestionFault, QueuedFaults } from './faults.js';
import { VirtualMessenger } from './messenger.js';
import { VirtualWorld } from './world.js';

const SELF = { id: 777_000_001, firstName: 'Ayşe', username: 'ayse' };
const ANNA = 5_001;
const PLAIN = -1_000_000_000_001;

const pair = (number: number) => ({
  id: -1_000_000_000_100 - number,
  group: -1_000_000_000_200 - number,
});

const CHANNELS = {
  open: { ...pair(1), username: 'the_news' },
  foreign: { ...pair(2), username: 'the_foreign_news' },
  strict: pair(3),
  muted: pair(4),
  slow: { ...pair(5), slowModeSeconds: 30 },
  closed: pair(6),
  silent: { id: -1_000_000_000_107 },
};

const channel = (name: keyof typeof CHANNELS, more: Partial<VirtualChat> = {}): VirtualChat => ({
  ...{ id: CHANNELS[name].id, kind: 'channel', title: name },
  // The private one alone has no name.
  ...(name === 'closed' ? {} : { username: `channel_${name}` }),
  ...more,
});

const group = (
  { id, group: groupId }: { readonly id: number; readonly group: number },
  more: Partial<VirtualChat> = {},
): VirtualChat => ({
  ...{ id: groupId, kind: 'supergroup', title: 'Talk', discusses: id, member: false },
  ...more,
});

const CHATS: readonly VirtualChat[] = [
  { id: PLAIN, kind: 'supergroup', title: 'Plain' },
  { id: ANNA, kind: 'user', title: 'Anna' },
  channel('open', { username: CHANNELS.open.username }),
  group(CHANNELS.open),
  channel('foreign', { username: CHANNELS.foreign.username, member: false }),
  group(CHANNELS.foreign),
  channel('strict'),
  group(CHANNELS.strict, { joinToSend: true }),
  channel('muted'),
  group(CHANNELS.muted, { member: true, canSendText: false, canSendMedia: false }),
  channel('slow'),
  group(CHANNELS.slow, { member: true, slowModeSeconds: CHANNELS.slow.slowModeSeconds }),
  channel('closed'),
  group(CHANNELS.closed),
  channel('silent'),
];

async function setup(): Promise<DiscussionsHands> {
  const clock = new VirtualClock(Date.UTC(2026, 2, 1, 9, 0, 0, 250));
  const world = new VirtualWorld(clock, { self: SELF, chats: CHATS });
  const discussionFaults = new QueuedFaults<QuestionFault>();
  const logger = silentLogger;
  const messenger = new VirtualMessenger(clock, world, {
    logger,
    deadlineMs: 10_000,
    discussionFaults,
  });
  let albums = 0;
  return {
    messenger,
    channels: CHANNELS,
    plainGroup: PLAIN,
    now: () => clock.now(),
    during: (work) => clock.during(work),
    post: async (id, text) => world.say(id, id, text).id,
    album: async (id, captions) => {
      albums++;
      const traits = { media: 'photo', albumId: String(albums) } as const;
      return captions.map((text) => world.say(id, id, text, traits).id);
    },
    editPost: async (id, postId, text) => world.edit(id, postId, text),
    erase: async (chat, id) => world.delete(chat, [id]),
    answer: async (chat, replyToId, text) => world.say(chat, ANNA, text, { replyToId }).id,
    react: async (chat, id, people) => world.react(chat, id, people),
    throwOut: async (id) => world.leave(id),
    injectFault: async (fault) => discussionFaults.add(fault),
    dispose: () => messenger.disconnect(),
  };
}

describeDiscussionsContract('the in-process Telegram', setup);
