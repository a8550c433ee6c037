import { describe, expect, test } from '@jest/globals';
import type { IncomingMessage } from '../../src/core/incoming.js';
import type { PeerId } from '../../src/core/peer.js';
import { never } from './messenger-steps.js';
import type { UpdatesHands } from './updates-hands.js';
import { allDialogs, listening, told } from './updates-steps.js';

/** The list of chats, and reading what is in them. */
export function describeDialogs(hands: () => UpdatesHands): void {
  describe('dialogs', () => {
    test('tell every chat, its newest message, and where the channels stand', async () => {
      const account = await listening(hands());
      const { chats, say, source, during } = account;
      const topMessageIds = new Map<PeerId, number>();
      const talking = [chats.person, chats.group, chats.channel, chats.forum.id, chats.basic];
      for (const chat of talking) topMessageIds.set(chat, await say(chat, 'the newest'));
      const dialogs = await allDialogs(account);
      expect([...dialogs.keys()]).toEqual(expect.arrayContaining(talking));
      for (const [peer, topMessageId] of topMessageIds) {
        const dialog = dialogs.get(peer);
        expect(dialog).toMatchObject({ peer, topMessageId });
        expect((dialog?.at ?? 1) % 1_000).toBe(0);
      }
      expect(dialogs.get(chats.person)).not.toHaveProperty('pts');
      expect(dialogs.get(chats.basic)).not.toHaveProperty('pts');
      for (const channel of [chats.group, chats.channel, chats.forum.id]) {
        const pts = dialogs.get(channel)?.pts ?? 0;
        const answer = told(await during(source.channelDifference(channel, pts, never)));
        expect(answer).toMatchObject({ kind: 'part', messages: [], pts, final: true });
      }
      const dates = [...dialogs.values()].map(({ at }) => at);
      expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    });

    test('do not name a channel from which the account was thrown out', async () => {
      const account = await listening(hands());
      await account.kick(account.chats.channel);
      expect([...(await allDialogs(account)).keys()]).not.toContain(account.chats.channel);
    });
  });

  describe('the messages after one', () => {
    test('are the oldest of the newer ones, page by page, without holes', async () => {
      const account = await listening(hands());
      const { chats, say, note } = account;
      const before = await say(chats.group, 'not asked for');
      const ids: number[] = [];
      for (let at = 0; at < 120; at++) {
        if (at % 10 === 5) await note(chats.group);
        ids.push(await say(chats.group, `message ${at}`));
      }
      const { pages, messages } = await allAfter(account, chats.group, before, 100);
      expect(messages.map(({ messageId }) => messageId)).toEqual(ids);
      expect(pages).toBeLessThanOrEqual(4);
    });

    test('are not taken to end where only service messages follow', async () => {
      const account = await listening(hands());
      const { chats, say, note } = account;
      const before = await say(chats.basic, 'not asked for');
      for (let at = 0; at < 110; at++) await note(chats.basic);
      const last = await say(chats.basic, 'behind them');
      const { messages } = await allAfter(account, chats.basic, before, 100);
      expect(messages).toMatchObject([{ messageId: last, text: 'behind them', own: false }]);
    });

    test('are at most as many as asked for, and of that chat only', async () => {
      const account = await listening(hands());
      const { chats, say, source, during } = account;
      const before = await say(chats.person, 'before');
      const first = await say(chats.person, 'one');
      await say(chats.basic, 'elsewhere');
      const second = await say(chats.person, 'two');
      await say(chats.person, 'three');
      const page = await during(source.messagesAfter(chats.person, before, 2, never));
      expect(page).toMatchObject([
        { kind: 'message', peer: chats.person, messageId: first, senderId: chats.person },
        { kind: 'message', peer: chats.person, messageId: second },
      ]);
    });

    test('say what they say now, without those that were deleted', async () => {
      const account = await listening(hands());
      const { chats, say, edit, source, during } = account;
      const before = await say(chats.group, 'before');
      const first = await say(chats.group, 'one');
      const second = await say(chats.group, 'two');
      await edit(chats.group, second, 'two, changed');
      await account.delete(chats.group, [first]);
      const page = await during(source.messagesAfter(chats.group, before, 100, never));
      expect(page).toMatchObject([{ kind: 'message', messageId: second, text: 'two, changed' }]);
    });
  });
}

/** Pages upward until nothing is newer. */
async function allAfter(
  { source, during }: UpdatesHands,
  peer: PeerId,
  afterId: number,
  limit: number,
) {
  const messages: IncomingMessage[] = [];
  for (let pages = 1; pages <= 20; pages++) {
    const last = messages.at(-1)?.messageId ?? afterId;
    const page = await during(source.messagesAfter(peer, last, limit, never));
    if ('kind' in page) throw new Error('was asked to wait');
    expect(page.length).toBeLessThanOrEqual(limit);
    if (page.length === 0) return { messages, pages };
    messages.push(...page);
  }
  throw new Error('the pages have no end');
}
