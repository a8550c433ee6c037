import { describe, expect, test } from '@jest/globals';
import type { Push } from '../../src/core/updates.js';
import { never, textTo } from './messenger-steps.js';
import type { UpdatesHands } from './updates-hands.js';
import {
  follow,
  freshRandomId,
  listening,
  missedInChannel,
  told,
  updatesIn,
} from './updates-steps.js';

/** What arrives by itself, and how it counts. */
export function describePushes(hands: () => UpdatesHands): void {
  describe('pushes', () => {
    test('move each sequence from where it stood, one by one, in order of arrival', async () => {
      const account = await listening(hands());
      const { chats, say, hears, moves, heard, state, ptsOf, source, during } = account;
      await say(chats.group, 'one');
      await say(chats.basic, 'two');
      await say(chats.person, 'three');
      await say(chats.channel, 'four');
      await say(chats.group, 'five');
      await say(chats.basic, 'six');
      await hears(6);
      const texts = heard().map((incoming) => incoming.kind === 'message' && incoming.text);
      expect(texts).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
      expect(follow(ptsOf(chats.group), moves(chats.group))).toBe(ptsOf(chats.group) + 2);
      expect(follow(ptsOf(chats.channel), moves(chats.channel))).toBe(ptsOf(chats.channel) + 1);
      expect(follow(state.pts, moves())).toBe(told(await during(source.state(never))).pts);
    });

    test('carry a date in seconds', async () => {
      const { chats, say, hears, pushes } = await listening(hands());
      const id = await say(chats.group, 'dated');
      await hears(1);
      const push = pushes.find((one) => updatesIn(one).length > 0);
      const [incoming] = push ? updatesIn(push).flatMap(messageIn) : [];
      expect(incoming).toMatchObject({ messageId: id });
      expect((incoming?.at ?? 1) % 1_000).toBe(0);
      const seconds = push?.kind === 'updates' ? push.date : 0;
      expect(Math.abs(seconds - (incoming?.at ?? 0) / 1_000)).toBeLessThanOrEqual(5);
    });

    test.each(['group', 'basic', 'person'] as const)(
      'own sends count between what others say (%s), and are told once at most',
      async (name) => {
        const account = await listening(hands());
        const { messenger, chats, during, until, say, hears, moves, heard } = account;
        const chat = chats[name];
        await say(chat, 'before');
        await hears(1);
        const randomId = freshRandomId();
        const sent = await during(messenger.deliver(textTo(chat, 'own', randomId), never));
        await say(chat, 'after');
        const channel = name === 'group' ? chat : undefined;
        const from = channel === undefined ? account.state.pts : account.ptsOf(channel);
        await until(() => moves(channel).some(({ pts }) => pts === from + 3), 'all three told');
        expect(follow(from, moves(channel))).toBe(from + 3);
        if (sent.status !== 'sent') throw new Error(`was ${sent.status}`);
        const own = heard().filter(
          (incoming) => incoming.kind === 'message' && incoming.messageId === sent.messageIds[0],
        );
        expect(own.length).toBeLessThanOrEqual(1);
        for (const incoming of own) expect(incoming).toMatchObject({ own: true, text: 'own' });
        const named = account.pushes
          .flatMap(updatesIn)
          .flatMap((update) => (update.kind === 'message-id' ? update : []));
        expect(named).toEqual([{ kind: 'message-id', randomId, messageId: sent.messageIds[0] }]);
      },
    );

    test('reach every handler, also when one of them throws', async () => {
      const { source } = hands();
      source.onPush(() => {
        throw new Error('a bug in a handler');
      });
      const { chats, say, hears, heard } = await listening(hands());
      await say(chats.group, 'one');
      await say(chats.group, 'two');
      await hears(2);
      expect(heard()).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    });

    test('do not reach a handler that was taken away, nor anybody after disconnecting', async () => {
      const { source } = hands();
      const gone: Push[] = [];
      const stop = source.onPush((push) => gone.push(push));
      const { messenger, chats, during, say, hears, heard } = await listening(hands());
      stop();
      const before = gone.length;
      await say(chats.group, 'heard');
      await hears(1);
      await during(messenger.disconnect());
      await say(chats.group, 'not heard');
      await expect(during(source.state(never))).rejects.toThrow();
      expect(heard()).toMatchObject([{ text: 'heard' }]);
      expect(gone).toHaveLength(before);
    });

    test('are not repeated after the line was cut; what was missed is in the difference', async () => {
      const account = await listening(hands());
      const { messenger, source, chats, during, until, say, cut, hears, heard } = account;
      await say(chats.group, 'before');
      await hears(1);
      await cut();
      await say(chats.group, 'missed');
      await until(() => messenger.connection !== 'online', 'the cut noticed');
      await until(() => messenger.connection === 'online', 'online again');
      const { pts } = told(await during(source.state(never)));
      await say(chats.basic, 'after');
      await until(() => account.moves().some((move) => move.pts > pts), 'the push after it');
      const ids = heard().map((incoming) => JSON.stringify(incoming));
      expect(new Set(ids).size).toBe(ids.length);
      const missed = await missedInChannel(account, chats.group, account.ptsOf(chats.group) + 1);
      expect(missed.messages).toMatchObject([{ text: 'missed' }]);
    });

    test('do not come from where the account was thrown out', async () => {
      const { chats, say, kick, hears, heard } = await listening(hands());
      await kick(chats.group);
      await say(chats.group, 'among themselves');
      await say(chats.basic, 'to everybody');
      await hears(1);
      expect(heard()).toMatchObject([{ text: 'to everybody' }]);
    });
  });
}

/** All that can be heard, and what is known of it. */
export function describePushedKinds(hands: () => UpdatesHands): void {
  describe('what is pushed', () => {
    test('a message names its chat and who said it, in every kind of chat', async () => {
      const { chats, selfId, say, sayFromOtherDevice, hears, heard } = await listening(hands());
      const ids = [
        await say(chats.group, 'group'),
        await say(chats.basic, 'basic'),
        await say(chats.person, 'person'),
        await say(chats.channel, 'channel'),
        await sayFromOtherDevice(chats.person, 'own to a person'),
        await sayFromOtherDevice(chats.group, 'own to a group'),
        await sayFromOtherDevice(chats.basic, 'own to a basic group'),
      ];
      await hears(ids.length);
      expect(heard()).toMatchObject(
        [
          { peer: chats.group, text: 'group', own: false },
          { peer: chats.basic, text: 'basic', own: false },
          { peer: chats.person, text: 'person', own: false, senderId: chats.person },
          { peer: chats.channel, text: 'channel', own: false },
          { peer: chats.person, text: 'own to a person', own: true, senderId: selfId },
          { peer: chats.group, text: 'own to a group', own: true, senderId: selfId },
          { peer: chats.basic, text: 'own to a basic group', own: true, senderId: selfId },
        ].map((expected, at) => ({ kind: 'message', messageId: ids[at], ...expected })),
      );
    });

    test('replies, mentions, topics and albums are told', async () => {
      const { chats, say, hears, heard } = await listening(hands());
      const { group, forum } = chats;
      const first = await say(group, 'plain');
      await say(group, 'an answer', { replyToId: first });
      await say(group, 'you', { mentioned: true });
      const opening = await say(forum.id, 'on topic', { topicId: forum.topicId });
      await say(forum.id, 'answer', { topicId: forum.topicId, replyToId: opening });
      const albumId = '-8000000000000000001';
      await say(group, 'part one', { albumId });
      await say(group, 'part two', { albumId });
      await hears(7);
      const [plain, answer, mention, topic, answerInTopic, ...album] = heard();
      for (const key of ['replyToId', 'mentioned', 'topicId', 'albumId']) {
        expect(plain).not.toHaveProperty(key);
      }
      expect(answer).toMatchObject({ replyToId: first });
      expect(mention).toMatchObject({ mentioned: true });
      expect(topic).toMatchObject({ topicId: forum.topicId });
      expect(topic).not.toHaveProperty('replyToId');
      expect(answerInTopic).toMatchObject({ topicId: forum.topicId, replyToId: opening });
      expect(album).toMatchObject([{ albumId }, { albumId }]);
    });

    test.each(['group', 'basic', 'person', 'channel'] as const)(
      'edits and deletions count in their sequence (%s)',
      async (name) => {
        const account = await listening(hands());
        const { chats, say, edit, hears, heard, moves } = account;
        const chat = chats[name];
        const ids = [await say(chat, 'one'), await say(chat, 'two'), await say(chat, 'three')];
        const [first = 0, second = 0] = ids;
        await hears(3);
        await edit(chat, first, 'changed');
        await hears(4);
        await account.delete(chat, [first, second]);
        await hears(5);
        const channel = name === 'group' || name === 'channel' ? chat : undefined;
        const from = channel === undefined ? account.state.pts : account.ptsOf(channel);
        expect(follow(from, moves(channel))).toBe(from + 6);
        const [edited, deleted] = heard().slice(3);
        expect(edited).toMatchObject({
          kind: 'edit',
          peer: chat,
          messageId: first,
          text: 'changed',
          own: false,
        });
        const { editedAt, at } = edited?.kind === 'edit' ? edited : { editedAt: 0, at: 1 };
        expect(editedAt).toBeGreaterThanOrEqual(at);
        expect(editedAt % 1_000).toBe(0);
        expect(deleted).toEqual({
          kind: 'deletion',
          messageIds: [first, second],
          ...(channel === undefined ? {} : { peer: channel }),
        });
      },
    );

    test.each(['group', 'basic'] as const)(
      'service messages are not heard, and move the sequence all the same (%s)',
      async (name) => {
        const account = await listening(hands());
        const { chats, note, say, hears, heard, moves } = account;
        const chat = chats[name];
        await note(chat);
        await say(chat, 'after it');
        await hears(1);
        const channel = name === 'group' ? chat : undefined;
        const from = channel === undefined ? account.state.pts : account.ptsOf(channel);
        expect(follow(from, moves(channel))).toBe(from + 2);
        expect(heard()).toMatchObject([{ text: 'after it' }]);
      },
    );
  });
}

function messageIn(update: ReturnType<typeof updatesIn>[number]) {
  const incoming = update.kind === 'sequenced' ? update.incoming : undefined;
  return incoming?.kind === 'message' ? [incoming] : [];
}
