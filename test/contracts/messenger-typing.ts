import { describe, expect, test } from '@jest/globals';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** Showing that the account is writing: it may fail, and takes nothing along when it does. */
export function describeTyping(hands: () => MessengerHands): void {
  describe('typing', () => {
    test('is seen in private chats, groups and topics', async () => {
      const { messenger, chats, during, say, typings } = await online(hands());
      const { id: forum, openTopicId: topicId } = chats.forum;
      await say(chats.person.id, 'hello');
      for (const { id: peer } of [chats.person, chats.group, chats.basic, chats.forum]) {
        await during(messenger.resolve({ by: 'id', id: peer }, never));
      }
      for (const { id: peer } of [chats.person, chats.group, chats.basic]) {
        await during(messenger.signals.typing({ peer }, never));
        expect(await typings(peer)).toEqual([{}]);
      }
      await during(messenger.signals.typing({ peer: forum, topicId }, never));
      expect(await typings(forum)).toEqual([{ topicId }]);
    });

    test('shows nothing where the account may not write, and is no error', async () => {
      const { messenger, chats, during, typings, closePerson } = await online(hands());
      const { id, username } = chats.person;
      await during(messenger.resolve({ by: 'username', username }, never));
      await during(messenger.resolve({ by: 'id', id: chats.muted.id }, never));
      await closePerson('blocked');
      for (const peer of [chats.muted.id, id, 99_999]) {
        await during(messenger.signals.typing({ peer }, never));
        expect(await typings(peer)).toEqual([]);
      }
    });

    test('does nothing without a line, and does not wait for one', async () => {
      const { messenger, chats, during, typings, now } = await online(hands());
      const { id: peer } = chats.group;
      await during(messenger.resolve({ by: 'id', id: peer }, never));
      await during(messenger.disconnect());
      const before = now();
      await during(messenger.signals.typing({ peer }, never));
      expect(now() - before).toBeLessThan(500);
      expect(await typings(peer)).toEqual([]);
    });

    test.each([
      { kind: 'error', code: 420, text: 'FLOOD_WAIT_30' },
      { kind: 'error', code: 500, text: 'RPC_CALL_FAIL' },
      { kind: 'error', code: 400, text: 'PEER_ID_INVALID' },
      { kind: 'silence' },
    ] as const)('that fails (%j) neither fails nor delays a send beside it', async (fault) => {
      const { messenger, chats, during, arrived, spoilTyping, now } = await online(hands());
      const { id: peer } = chats.group;
      await during(messenger.resolve({ by: 'id', id: peer }, never));
      await spoilTyping(fault);
      const typing = messenger.signals.typing({ peer }, never);
      const before = now();
      const beside = [1n, 2n].map((id) => messenger.deliver(textTo(peer, `say ${id}`, id), never));
      expect(await during(Promise.all(beside))).toMatchObject([
        { status: 'sent' },
        { status: 'sent' },
      ]);
      expect(now() - before).toBeLessThan(1_000);
      await during(typing);
      expect(messenger.connection).toBe('online');
      expect(await arrived(peer)).toHaveLength(2);
    });

    test('can be called off', async () => {
      const { messenger, chats, during, spoilTyping } = await online(hands());
      const { id: peer } = chats.group;
      await during(messenger.resolve({ by: 'id', id: peer }, never));
      const reason = new Error('called off');
      const before = messenger.signals.typing({ peer }, AbortSignal.abort(reason));
      await expect(during(before)).rejects.toBe(reason);
      await spoilTyping({ kind: 'silence' });
      const controller = new AbortController();
      const underWay = messenger.signals.typing({ peer }, controller.signal);
      controller.abort(reason);
      await expect(during(underWay)).rejects.toBe(reason);
    });
  });
}
