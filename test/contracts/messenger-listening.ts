import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { MessengerHands } from './messenger-hands.js';
import { never, online } from './messenger-steps.js';

/** Hearing what is said. */
export function describeListening(hands: () => MessengerHands): void {
  describe('listening', () => {
    test('hears everybody in the order of arrival, the owner on another device as well', async () => {
      const { messenger, chats, until, say, sayFromOtherDevice, selfId } = await online(hands());
      const heard: IncomingMessage[] = [];
      messenger.onIncoming((incoming) => heard.push(incoming));
      const ids = [
        await say(chats.group.id, 'one'),
        await sayFromOtherDevice(chats.group.id, 'two'),
        await say(chats.group.id, 'three'),
      ];
      await until(() => heard.length >= 3, 'three messages heard');
      expect(heard).toMatchObject([
        { peer: chats.group.id, text: 'one', own: false, messageId: ids[0] },
        { peer: chats.group.id, text: 'two', own: true, messageId: ids[1], senderId: selfId },
        { peer: chats.group.id, text: 'three', own: false, messageId: ids[2] },
      ]);
      expect(heard.every(({ at }) => at % 1_000 === 0)).toBe(true);
    });

    test('hears private, basic and forum chats under their own ids', async () => {
      const { messenger, chats, until, say } = await online(hands());
      const heard: IncomingMessage[] = [];
      messenger.onIncoming((incoming) => heard.push(incoming));
      await say(chats.person.id, 'private');
      await until(() => heard.length >= 1, 'the private message heard');
      await say(chats.basic.id, 'basic');
      await until(() => heard.length >= 2, 'the message of the basic group heard');
      await say(chats.forum.id, 'topic', chats.forum.openTopicId);
      await until(() => heard.length >= 3, 'the message of the forum heard');
      expect(heard).toMatchObject([
        { peer: chats.person.id, senderId: chats.person.id, text: 'private', own: false },
        { peer: chats.basic.id, text: 'basic', own: false },
        { peer: chats.forum.id, text: 'topic', own: false, topicId: chats.forum.openTopicId },
      ]);
    });

    test('is silent for a handler that was taken away, and after disconnecting', async () => {
      const { messenger, chats, during, until, say } = await online(hands());
      const gone: IncomingMessage[] = [];
      const stays: IncomingMessage[] = [];
      const stop = messenger.onIncoming((incoming) => gone.push(incoming));
      messenger.onIncoming((incoming) => stays.push(incoming));
      stop();
      await say(chats.group.id, 'heard');
      await until(() => stays.length === 1, 'heard');
      await during(messenger.disconnect());
      await say(chats.group.id, 'not heard');
      await during(messenger.history(chats.group.id, { limit: 1 }, never).catch(() => []));
      expect(gone).toEqual([]);
      expect(stays.map(({ text }) => text)).toEqual(['heard']);
    });

    test('a handler that throws does not keep the others from hearing', async () => {
      const { messenger, chats, until, say } = await online(hands());
      const heard: string[] = [];
      messenger.onIncoming(() => {
        throw new Error('a bug in a handler');
      });
      messenger.onIncoming(({ text }) => heard.push(text));
      await say(chats.group.id, 'one');
      await say(chats.group.id, 'two');
      await until(() => heard.length === 2, 'both heard');
      expect(heard).toEqual(['one', 'two']);
    });
  });
}
