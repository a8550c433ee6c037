import { describe, expect, test } from '@jest/globals';
import type { ConnectionState } from '../../src/core/messenger.js';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** Connecting, leaving, and being told about it. */
export function describeConnection(hands: () => MessengerHands): void {
  describe('connection', () => {
    test('is online once connect has resolved, and knows who it is', async () => {
      const { messenger, selfId, during } = hands();
      expect(messenger.connection).not.toBe('online');
      await during(messenger.connect(never));
      expect(messenger.connection).toBe('online');
      expect(messenger.self.id).toBe(selfId);
      expect(messenger.self.firstName).not.toBe('');
    });

    test('connecting again changes nothing', async () => {
      const { messenger, during } = await online(hands());
      await during(messenger.connect(never));
      expect(messenger.connection).toBe('online');
    });

    test('never shows the whole phone number', async () => {
      const { messenger } = await online(hands());
      expect(messenger.self.phone ?? '').not.toMatch(/\d{6}/);
    });

    test('disconnecting twice, or without having connected, is no error', async () => {
      const { messenger, during } = hands();
      await during(messenger.disconnect());
      await during(messenger.connect(never));
      await during(messenger.disconnect());
      await during(messenger.disconnect());
      expect(messenger.connection).toBe('stopped');
    });

    test('says what becomes of it, and nothing after the handler was taken away', async () => {
      const { messenger, during } = hands();
      const states: ConnectionState[] = [];
      const stop = messenger.onConnection((state) => states.push(state));
      await during(messenger.connect(never));
      await during(messenger.disconnect());
      expect(states.filter((state) => state !== 'connecting')).toEqual(['online', 'stopped']);
      stop();
      await during(messenger.connect(never));
      expect(states.at(-1)).toBe('stopped');
    });

    test('connect can be called off', async () => {
      const { messenger, during } = hands();
      const reason = new Error('called off');
      await expect(during(messenger.connect(AbortSignal.abort(reason)))).rejects.toBe(reason);
      expect(messenger.connection).not.toBe('online');
    });

    test('connects again by itself after the line was cut', async () => {
      const { messenger, chats, during, until, injectFault, arrived } = await online(hands());
      await injectFault({ kind: 'cut' });
      await during(messenger.deliver(textTo(chats.group.id, 'into the cut', 1n), never));
      await until(() => messenger.connection === 'online', 'online again');
      await during(messenger.deliver(textTo(chats.group.id, 'after it', 2n), never));
      expect((await arrived(chats.group.id)).map(({ text }) => text)).toContain('after it');
    });

    test('a session that was ended needs a person', async () => {
      const { messenger, during, endSession } = hands();
      await endSession();
      await expect(during(messenger.connect(never))).rejects.toMatchObject({
        name: 'PostaciError',
        code: 'ACCOUNT_LOGGED_OUT',
      });
    });
  });
}
