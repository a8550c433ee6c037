import { describeMessengerContract } from '../../../test/contracts/messenger.js';
import type { MessengerHands } from '../../../test/contracts/messenger-hands.js';
import { sandboxAccount } from '../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { IMPATIENT, until } from '../../../test/support/telegram-account.js';
import { systemClock } from '../../lib/system-clock.js';
import { createTelegramMessenger } from './messenger.js';
import { MemoryPeerStore } from './peers/memory-peer-store.js';

async function setup(): Promise<MessengerHands> {
  const account = await sandboxAccount();
  const { sandbox, settings, session, selfId, chat, person, topic } = account;
  const messenger = createTelegramMessenger({
    account: settings,
    session,
    peers: new MemoryPeerStore(),
    clock: systemClock,
    logger: silentLogger,
    timings: IMPATIENT,
  });
  const forum = chat('Forum').id;
  const anna = person('Anna');
  const speaker = [...sandbox.world.state.members(forum).keys()].find((id) => id !== selfId);
  return {
    messenger,
    selfId,
    chats: {
      group: { ...chat('Group'), title: 'Group', username: 'the_group' },
      invited: chat('Invited'),
      basic: chat('Basic'),
      slow: { ...chat('Slow'), slowModeSeconds: 30 },
      forum: {
        id: forum,
        openTopicId: topic(forum, 'Open'),
        closedTopicId: topic(forum, 'Closed'),
      },
      muted: chat('Muted'),
      foreign: { ...chat('Foreign'), username: 'the_foreign' },
      person: { id: anna, username: 'anna' },
      bot: { id: person('Robo'), username: 'robo_bot' },
    },
    deadlineMs: IMPATIENT.callDeadlineMs,
    now: () => Date.now(),
    during: (work) => work,
    until: async (condition, what) => until(condition, what),
    say: async (peer, text, topicId) =>
      account.say(peer > 0 ? peer : (speaker ?? anna), peer, text, topicId),
    sayAsStranger: async (text) => {
      const group = chat('Group').id;
      return account.say(account.joinStranger(group), group, text);
    },
    erase: async (peer, id) => account.erase(peer, id),
    sayFromOtherDevice: async (peer, text) => account.say(selfId, peer, text),
    closePerson: async (how) =>
      account.change(anna, how === 'blocked' ? { blocked: [selfId] } : { privacy: 'nobody' }),
    limitAccount: async () => sandbox.setAccountState(selfId, 'spam-limited'),
    typings: async (peer) =>
      sandbox.world.typings.latest
        .filter((typing) => typing.peer === peer && typing.userId === selfId)
        .map(({ topicId }) => (topicId === undefined ? {} : { topicId })),
    spoilTyping: async (effect) => {
      sandbox.faults.add({ method: 'messages.setTyping', effect, times: 1 });
    },
    arrived: async (peer) => account.arrived(peer),
    injectFault: async (effect) => {
      sandbox.faults.add({ method: 'messages.sendMessage', effect, times: 1 });
    },
    answerDuplicatesWith: async (duplicates) => {
      sandbox.world.rules = { ...sandbox.world.rules, duplicates };
    },
    endSession: async () => sandbox.endSessions(selfId),
    dispose: async () => {
      await messenger.disconnect();
      await account.dispose();
    },
  };
}

describeMessengerContract('GramJS and the sandbox', setup);
