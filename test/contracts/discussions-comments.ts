import { describe, expect, test } from '@jest/globals';
import type { Discussion } from '../../src/core/discussions.js';
import type { PeerId } from '../../src/core/peer.js';
import type { DiscussionsHands } from './discussions-hands.js';
import { never, textTo } from './messenger-steps.js';

/** Where posts are discussed, commenting there, and what comes of comments. */
export function describeComments(hands: () => DiscussionsHands): void {
  const discussion = (channel: PeerId, postId: number) =>
    hands().during(hands().messenger.discussions.discussion(channel, postId, never));
  const engagement = (group: PeerId, ids: readonly number[]) =>
    hands().during(hands().messenger.discussions.engagement(group, ids, never));
  const open = async (channel: PeerId, postId: number) => {
    const found = await discussion(channel, postId);
    if (found.kind !== 'open') throw new Error(`the discussion is ${JSON.stringify(found)}`);
    return found;
  };
  const comment = async (
    { group, rootId }: Extract<Discussion, { kind: 'open' }>,
    randomId = 1n,
  ) => {
    const { messenger, during } = hands();
    const delivery = { ...textTo(group, 'a comment', randomId), replyTo: rootId };
    const outcome = await during(messenger.deliver(delivery, never));
    return outcome.status === 'sent' ? (outcome.messageIds[0] ?? 0) : outcome;
  };

  describe('comments', () => {
    test('go under the post’s copy in the group, by guests too, and are counted', async () => {
      const { channels, post, answer } = hands();
      const { id, group } = channels.open;
      const [first, second] = [await post(id, 'first'), await post(id, 'second')];
      const found = await open(id, first);
      expect(found).toMatchObject({ group, comments: 0 });
      const mine = await comment(found);
      expect(mine).toEqual(expect.any(Number));
      await answer(group, Number(mine), 'an answer to it');
      expect(await open(id, first)).toEqual({ ...found, comments: 2 });
      const other = await open(id, second);
      expect(other).toMatchObject({ group, comments: 0 });
      expect(other.rootId).not.toBe(found.rootId);
    });

    test('to an album are all under its first part', async () => {
      const { channels, album, answer } = hands();
      const { id, group } = channels.open;
      const [first = 0, second = 0, third = 0] = await album(id, ['', 'caption', '']);
      const found = await open(id, first);
      await answer(group, found.rootId, 'a comment');
      const counted = { ...found, comments: 1 };
      expect([await open(id, second), await open(id, third)]).toEqual([counted, counted]);
    });

    test('are possible in channels that the account is not in', async () => {
      const { messenger, channels, during, post } = hands();
      const { id, group, username } = channels.foreign;
      const postId = await post(id, 'news');
      await during(messenger.resolve({ by: 'username', username }, never));
      const found = await open(id, postId);
      expect(found.group).toBe(group);
      expect(await comment(found)).toEqual(expect.any(Number));
    });

    test('are possible in a private channel that the account is in', async () => {
      const { channels, post } = hands();
      const found = await open(channels.closed.id, await post(channels.closed.id, 'news'));
      expect(await comment(found)).toEqual(expect.any(Number));
    });

    test.each([
      ['strict', 'CHAT_GUEST_SEND_FORBIDDEN'],
      ['muted', 'CHAT_WRITE_FORBIDDEN'],
    ] as const)('are refused in the %s group: %s', async (name, code) => {
      const { channels, post } = hands();
      const { id } = channels[name];
      const postId = await post(id, 'news');
      const found = await open(id, postId);
      expect(await comment(found)).toMatchObject({ status: 'refused', scope: 'peer', code });
      expect(await open(id, postId)).toMatchObject({ comments: 0 });
    });

    test('are over where the post, or its copy, is gone, and where nobody discusses', async () => {
      const { channels, post, erase } = hands();
      const { id, group } = channels.open;
      const [deleted, shut] = [await post(id, 'deleted'), await post(id, 'shut')];
      const { rootId } = await open(id, shut);
      await erase(id, deleted);
      await erase(group, rootId);
      const silent = await post(channels.silent.id, 'silent');
      const answers = [
        await discussion(id, deleted),
        await discussion(id, shut),
        await discussion(channels.silent.id, silent),
      ];
      const closed = { kind: 'closed', code: 'MSG_ID_INVALID', reason: expect.any(String) };
      expect(answers).toEqual([closed, closed, closed]);
      const late = await comment({ kind: 'open', group, rootId, comments: 0 });
      expect(late).toMatchObject({ status: 'refused', scope: 'intent' });
    });

    test('tell how many answered and reacted, and which were deleted', async () => {
      const { channels, post, answer, react, erase } = hands();
      const { id, group } = channels.open;
      const found = await open(id, await post(id, 'news'));
      const ids: number[] = [];
      for (const randomId of [1n, 2n, 3n]) ids.push(Number(await comment(found, randomId)));
      const [liked = 0, plain = 0, deleted = 0] = ids;
      await answer(group, liked, 'true');
      await answer(group, liked, 'so true');
      await react(group, liked, 2);
      await erase(group, deleted);
      expect(await engagement(group, [plain, deleted, liked])).toEqual([
        { messageId: plain, replies: 0, reactions: 0, gone: false },
        { messageId: deleted, replies: 0, reactions: 0, gone: true },
        { messageId: liked, replies: 2, reactions: 2, gone: false },
      ]);
      expect(await engagement(group, [])).toEqual([]);
    });
  });
}
