import { describeDiscussionsContract } from '../../../../test/contracts/discussions.js';
import type { DiscussionsHands } from '../../../../test/contracts/discussions-hands.js';
import { sandboxAccount } from '../../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { IMPATIENT } from '../../../../test/support/telegram-account.js';
import { systemClock } from '../../../lib/system-clock.js';
import { edit } from '../../../sandbox/world/alter.js';
import { addChat } from '../../../sandbox/world/build.js';
import { setMember } from '../../../sandbox/world/membership.js';
import { storePhoto } from '../../../sandbox/world/photo.js';
import { react } from '../../../sandbox/world/react.js';
import { say } from '../../../sandbox/world/say.js';
import type { ChatPlan } from '../../../sandbox/world/scenario.js';
import { createTelegramMessenger } from '../messenger.js';
import { MemoryPeerStore } from '../peers/memory-peer-store.js';

type SandboxWorld = Parameters<typeof addChat>[0];

/** A channel and the group in which it is discussed. */
function pair(
  world: SandboxWorld,
  username: string,
  channel: Partial<ChatPlan>,
  group: Partial<ChatPlan>,
) {
  const id = addChat(world, {
    ...{ kind: 'channel', title: username, username, accounts: 'all', people: 3 },
    ...channel,
  });
  const groupId = addChat(world, {
    ...{ kind: 'supergroup', title: `${username} talk`, accounts: [], people: 3 },
    ...{ discusses: username },
    ...group,
  });
  return { id, group: groupId, username };
}

function channelsIn(world: SandboxWorld): DiscussionsHands['channels'] {
  const closed = pair(world, 'closed_news', {}, {});
  const chat = world.state.chats.get(closed.id);
  if (chat) {
    const { username: _, ...nameless } = chat;
    world.commit({ is: 'chat', chat: nameless });
  }
  return {
    closed,
    open: pair(world, 'the_news', {}, {}),
    foreign: pair(world, 'foreign_news', { accounts: [] }, {}),
    strict: pair(world, 'strict_news', {}, { joinToSend: true }),
    muted: pair(world, 'muted_news', {}, { accounts: 'all', forbidden: ['send_messages'] }),
    slow: {
      ...pair(world, 'slow_news', {}, { accounts: 'all', slowModeSeconds: 30 }),
      slowModeSeconds: 30,
    },
    silent: {
      id: addChat(world, { kind: 'channel', title: 'silent', accounts: 'all', people: 3 }),
    },
  };
}

async function setup(): Promise<DiscussionsHands> {
  const account = await sandboxAccount();
  const { sandbox, settings, session, selfId } = account;
  const { world } = sandbox;
  const { state } = world;
  const channels = channelsIn(world);
  const messenger = createTelegramMessenger({
    account: settings,
    session,
    peers: new MemoryPeerStore(),
    clock: systemClock,
    logger: silentLogger,
    timings: IMPATIENT,
  });
  const chatAt = (id: number) => {
    const chat = state.chats.get(id);
    if (!chat) throw new Error(`there is no chat ${id}`);
    return chat;
  };
  const person = (id: number) => {
    const found = state.persons.get(id);
    if (!found) throw new Error(`there is no person ${id}`);
    return found;
  };
  const messageAt = (chat: number, id: number) => {
    const message = state.messageAt(chat, selfId, id);
    if (!message) throw new Error(`there is no message ${id} in ${chat}`);
    return message;
  };
  const speak = (request: Parameters<typeof say>[1]) => {
    const verdict = say(world, request);
    if ('refused' in verdict) throw new Error(`may not be said: ${verdict.refused.text}`);
    return state.box(request.peer).idOf(verdict.message.number) ?? 0;
  };
  const poster = (channel: number) => ({ from: person(chatAt(channel).creatorId), peer: channel });
  const readers = ['Anna', 'Boris'].map((name) => person(account.person(name)));
  let albums = 0;
  return {
    messenger,
    channels,
    plainGroup: account.chat('Group').id,
    now: () => Date.now(),
    during: (work) => work,
    post: async (id, text) => speak({ ...poster(id), said: { text, entities: [] } }),
    album: async (id, captions) => {
      albums++;
      const together = { ...poster(id), groupedId: String(albums), several: true };
      return captions.map((text) =>
        speak({ ...together, said: { text, entities: [], media: storePhoto(world) } }),
      );
    },
    editPost: async (id, postId, text) => {
      edit(world, poster(id).from, messageAt(id, postId), { text, entities: [] });
    },
    erase: async (chat, id) => account.erase(chat, id),
    answer: async (chat, replyToId, text) =>
      speak({
        from: person(readers[0]?.id ?? 0),
        peer: chat,
        replyToId,
        said: { text, entities: [] },
      }),
    react: async (chat, id, people) => {
      for (const reader of readers.slice(0, people)) {
        react(world, reader, messageAt(chat, id), '👍');
      }
    },
    throwOut: async (id) => setMember(world, chatAt(id), person(selfId), 'kicked'),
    injectFault: async (effect) => {
      for (const method of METHODS) sandbox.faults.add({ method, effect, times: 1 });
    },
    dispose: async () => {
      await messenger.disconnect();
      await account.dispose();
    },
  };
}

/** What the questions are asked with. */
const METHODS = [
  'channels.getFullChannel',
  'messages.getHistory',
  'channels.getMessages',
  'messages.getDiscussionMessage',
];

describeDiscussionsContract('GramJS and the sandbox', setup);
