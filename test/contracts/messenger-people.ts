import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

const named = (username: string) => ({ by: 'username', username }) as const;

/** Private chats: who may be written to, and what Telegram answers when not. */
export function describePeople(hands: () => MessengerHands): void {
  describe('people', () => {
    test('a bot is told from a person', async () => {
      const { messenger, chats, during } = await online(hands());
      const bot = await during(messenger.resolve(named(chats.bot.username), never));
      expect(bot).toMatchObject({ peer: { id: chats.bot.id, kind: 'user', bot: true } });
      // Asked again, the answer comes from what is known already.
      expect(await during(messenger.resolve(named(chats.bot.username), never))).toEqual(bot);
      const person = await during(messenger.resolve(named(chats.person.username), never));
      expect(person.status === 'found' && person.peer).not.toHaveProperty('bot');
    });

    test('somebody who only spoke in a group is found, by the message or by having been heard', async () => {
      const { messenger, chats, during, say, sayAsStranger, until } = await online(hands());
      const { id: peer } = chats.group;
      const heard: IncomingMessage[] = [];
      messenger.updates.onPush((push) => {
        for (const update of push.kind === 'updates' ? push.updates : []) {
          const incoming = update.kind === 'sequenced' ? update.incoming : undefined;
          if (incoming?.kind === 'message') heard.push(incoming);
        }
      });
      const messageId = await sayAsStranger('who am I?');
      // The list of chats tells of who spoke last: it is somebody else.
      await say(peer, 'nobody knows');
      await until(() => heard.length === 2, 'both messages are heard');
      expect(heard[0]).toMatchObject({ peer, messageId });
      const { senderId: id = 0 } = heard[0] ?? {};
      await during(messenger.resolve({ by: 'id', id: peer }, never));
      const seenIn = { peer, messageId };
      expect(await during(messenger.resolve({ by: 'id', id, seenIn }, never))).toMatchObject({
        status: 'found',
        peer: { id, kind: 'user' },
      });
      expect(await during(messenger.deliver(textTo(id, 'to you', 1n), never))).toMatchObject({
        status: 'sent',
      });
    });

    test('a stranger may be written to once the name is resolved', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      const { id, username } = chats.person;
      await during(messenger.resolve(named(username), never));
      expect(await during(messenger.deliver(textTo(id, 'hello', 1n), never))).toMatchObject({
        status: 'sent',
      });
      expect(await arrived(id)).toMatchObject([{ text: 'hello' }]);
    });

    test.each([
      ['blocked', 'USER_IS_BLOCKED'],
      ['private', 'USER_PRIVACY_RESTRICTED'],
    ] as const)('somebody who is %s takes nothing: %s', async (how, code) => {
      const { messenger, chats, during, closePerson, arrived } = await online(hands());
      const { id, username } = chats.person;
      await during(messenger.resolve(named(username), never));
      await closePerson(how);
      expect(await during(messenger.deliver(textTo(id, 'hello', 1n), never))).toMatchObject({
        status: 'refused',
        scope: 'peer',
        code,
      });
      expect(await arrived(id)).toEqual([]);
    });

    test('a limited account may only answer those who wrote', async () => {
      const { messenger, chats, during, say, limitAccount, arrived } = await online(hands());
      const { id, username } = chats.person;
      await during(messenger.resolve(named(username), never));
      await limitAccount();
      const unasked = await during(messenger.deliver(textTo(id, 'hello', 1n), never));
      expect(unasked).toEqual({ status: 'spam-limited', code: 'PEER_FLOOD' });
      await say(id, 'may I ask?');
      const answer = await during(messenger.deliver(textTo(id, 'yes', 2n), never));
      expect(answer).toMatchObject({ status: 'sent' });
      expect((await arrived(id)).map(({ text }) => text)).toEqual(['yes']);
    });

    test('somebody who wrote may be answered, however private', async () => {
      const { messenger, chats, during, say, closePerson } = await online(hands());
      await say(chats.person.id, 'may I ask?');
      await closePerson('private');
      const answer = textTo(chats.person.id, 'yes', 1n);
      expect(await during(messenger.deliver(answer, never))).toMatchObject({ status: 'sent' });
    });

    test('both sides and the owner’s other devices are in one history, under one count', async () => {
      const { messenger, chats, during, say, sayFromOtherDevice } = await online(hands());
      const { id } = chats.person;
      const asked = await say(id, 'a question');
      const between = await say(chats.basic.id, 'elsewhere');
      const byHand = await sayFromOtherDevice(id, 'by hand');
      const outcome = await during(messenger.deliver(textTo(id, 'by postaci', 1n), never));
      const sent = outcome.status === 'sent' ? outcome.messageIds[0] : undefined;
      expect([between, byHand, sent]).toEqual([asked + 1, asked + 2, asked + 3]);
      expect(await during(messenger.history(id, { limit: 10 }, never))).toMatchObject([
        { id: sent, own: true, text: 'by postaci' },
        { id: byHand, own: true, text: 'by hand' },
        { id: asked, own: false, senderId: id, text: 'a question' },
      ]);
    });
  });
}
