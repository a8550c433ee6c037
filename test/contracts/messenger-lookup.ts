import { describe, expect, test } from '@jest/globals';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** Finding peers, asking for rights, reading history. */
export function describeLookup(hands: () => MessengerHands): void {
  describe('resolving', () => {
    test('finds a chat and a person by username, in whatever case', async () => {
      const { messenger, chats, during } = await online(hands());
      const { id, title, username } = chats.group;
      const upper = { by: 'username', username: username.toUpperCase() } as const;
      expect(await during(messenger.resolve(upper, never))).toEqual({
        status: 'found',
        peer: { id, kind: 'supergroup', title, username },
      });
      const person = { by: 'username', username: chats.person.username } as const;
      expect(await during(messenger.resolve(person, never))).toMatchObject({
        status: 'found',
        peer: { id: chats.person.id, kind: 'user' },
      });
    });

    test('finds the chats that the account is in by id', async () => {
      const { messenger, chats, during } = await online(hands());
      for (const [chat, kind] of [
        [chats.invited, 'supergroup'],
        [chats.basic, 'group'],
      ] as const) {
        expect(await during(messenger.resolve({ by: 'id', id: chat.id }, never))).toMatchObject({
          status: 'found',
          peer: { id: chat.id, kind },
        });
      }
    });

    test('finds a chat that the account is in by its invite link, and never joins another', async () => {
      const { messenger, chats, during } = await online(hands());
      const own = { by: 'invite', hash: chats.invited.inviteHash } as const;
      expect(await during(messenger.resolve(own, never))).toMatchObject({
        status: 'found',
        peer: { id: chats.invited.id },
      });
      const other = { by: 'invite', hash: chats.foreign.inviteHash } as const;
      expect(await during(messenger.resolve(other, never))).toMatchObject({
        status: 'not-found',
        code: 'NOT_A_MEMBER',
      });
    });

    test.each([
      { by: 'username', username: 'nobody_has_this_name' },
      { by: 'invite', hash: 'AAAAAAAAAAAAAAAA' },
      { by: 'id', id: -1_000_000_099_999 },
      { by: 'id', id: 99_999 },
    ] as const)('%j is not found, and says why', async (reference) => {
      const { messenger, during } = await online(hands());
      const resolution = await during(messenger.resolve(reference, never));
      expect(resolution).toMatchObject({ status: 'not-found', code: 'NOT_FOUND' });
      expect(resolution.status === 'not-found' && resolution.reason).not.toBe('');
    });
  });

  describe('inspecting', () => {
    test('an ordinary group may be written to', async () => {
      const { messenger, chats, during } = await online(hands());
      const access = await during(messenger.inspect(chats.group.id, never));
      expect(access).toMatchObject({
        peer: { id: chats.group.id, kind: 'supergroup' },
        member: true,
        canSendText: true,
        canSendMedia: true,
        slowModeSeconds: 0,
        forum: false,
        topics: [],
      });
    });

    test('slow mode: how long, and until when it holds the account', async () => {
      const { messenger, chats, during, now } = await online(hands());
      const { id, slowModeSeconds } = chats.slow;
      expect((await during(messenger.inspect(id, never))).slowModeSeconds).toBe(slowModeSeconds);
      await during(messenger.deliver(textTo(id, 'first', 1n), never));
      const { slowModeUntil } = await during(messenger.inspect(id, never));
      expect(slowModeUntil).toBeGreaterThan(now());
      expect(slowModeUntil).toBeLessThanOrEqual(now() + (slowModeSeconds + 1) * 1_000);
    });

    test('a forum: its topics, open and closed', async () => {
      const { messenger, chats, during } = await online(hands());
      const access = await during(messenger.inspect(chats.forum.id, never));
      expect(access.forum).toBe(true);
      const closed = new Map(access.topics.map((topic) => [topic.id, topic.closed]));
      expect(closed.get(chats.forum.openTopicId)).toBe(false);
      expect(closed.get(chats.forum.closedTopicId)).toBe(true);
    });

    test('no right to write, and no member: each with the reason', async () => {
      const { messenger, chats, during } = await online(hands());
      const muted = await during(messenger.inspect(chats.muted.id, never));
      expect(muted).toMatchObject({ member: true, canSendText: false });
      expect(muted.reason ?? '').not.toBe('');
      const username = { by: 'username', username: chats.foreign.username } as const;
      await during(messenger.resolve(username, never));
      const foreign = await during(messenger.inspect(chats.foreign.id, never));
      expect(foreign).toMatchObject({ member: false, canSendText: false });
      expect(foreign.reason ?? '').not.toBe('');
    });

    test('a basic group is a group without slow mode and topics', async () => {
      const { messenger, chats, during } = await online(hands());
      expect(await during(messenger.inspect(chats.basic.id, never))).toMatchObject({
        peer: { kind: 'group' },
        member: true,
        canSendText: true,
        slowModeSeconds: 0,
        forum: false,
      });
    });
  });

  describe('history', () => {
    test('is newest first, tells own messages from others, and keeps to its limit', async () => {
      const { messenger, chats, during, say, selfId } = await online(hands());
      const first = await say(chats.group.id, 'first');
      await during(messenger.deliver(textTo(chats.group.id, 'mine', 1n), never));
      const third = await say(chats.group.id, 'third');
      const all = await during(messenger.history(chats.group.id, { limit: 100 }, never));
      expect(all.map(({ text, own }) => [text, own])).toEqual([
        ['third', false],
        ['mine', true],
        ['first', false],
      ]);
      expect(all[0]?.id).toBe(third);
      expect(all[2]?.id).toBe(first);
      expect(all[1]?.senderId).toBe(selfId);
      expect(all.every(({ at }) => at % 1_000 === 0)).toBe(true);
      const two = await during(messenger.history(chats.group.id, { limit: 2 }, never));
      expect(two.map(({ text }) => text)).toEqual(['third', 'mine']);
      const older = { limit: 2, beforeId: third };
      const next = await during(messenger.history(chats.group.id, older, never));
      expect(next.map(({ text }) => text)).toEqual(['mine', 'first']);
    });

    test('of one topic has nothing of the others', async () => {
      const { messenger, chats, during, say } = await online(hands());
      const { id, openTopicId, closedTopicId } = chats.forum;
      await say(id, 'in the open one', openTopicId);
      await say(id, 'in the closed one', closedTopicId);
      const options = { limit: 10, topicId: openTopicId };
      const texts = await during(messenger.history(id, options, never));
      expect(texts.filter(({ text }) => text !== '')).toMatchObject([
        { text: 'in the open one', topicId: openTopicId },
      ]);
    });

    test('of a quiet chat is empty', async () => {
      const { messenger, chats, during } = await online(hands());
      expect(await during(messenger.history(chats.group.id, { limit: 5 }, never))).toEqual([]);
    });
  });
}
