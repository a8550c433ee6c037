import { describe, expect, test } from '@jest/globals';
import type { PeerId } from '../../src/core/peer.js';
import type { DiscussionsHands } from './discussions-hands.js';
import { never } from './messenger-steps.js';

/** What the account may do under a channel's posts. */
export function describeChannelAccess(hands: () => DiscussionsHands): void {
  const inspect = (id: PeerId) => hands().during(hands().messenger.discussions.inspect(id, never));

  describe('asking what the account may do', () => {
    test('an open channel may be commented by guests of its group', async () => {
      const { id, group, username } = hands().channels.open;
      const access = await inspect(id);
      expect(access).toMatchObject({
        channel: { id, kind: 'channel', username },
        member: true,
        group: { id: group, kind: 'supergroup' },
        canComment: true,
        slowModeSeconds: 0,
      });
      expect(access).not.toHaveProperty('reason');
    });

    test('so may one that the account is not in, once its name is resolved', async () => {
      const { messenger, channels, during } = hands();
      const { id, group, username } = channels.foreign;
      await during(messenger.resolve({ by: 'username', username }, never));
      expect(await inspect(id)).toMatchObject({
        channel: { id },
        member: false,
        group: { id: group },
        canComment: true,
      });
    });

    test.each([
      ['strict', 'CHAT_GUEST_SEND_FORBIDDEN'],
      ['muted', 'CHAT_WRITE_FORBIDDEN'],
      ['silent', 'NO_DISCUSSION'],
    ] as const)('in the %s one it may not: %s', async (name, code) => {
      const access = await inspect(hands().channels[name].id);
      expect(access).toMatchObject({ member: true, canComment: false, code });
      expect('reason' in access && access.reason).not.toBe('');
      expect('group' in access).toBe(name !== 'silent');
    });

    test('slow mode of the group is told', async () => {
      const { id, slowModeSeconds } = hands().channels.slow;
      expect(await inspect(id)).toMatchObject({ canComment: true, slowModeSeconds });
    });

    test('who is in a private channel may comment in its private group', async () => {
      const { id, group } = hands().channels.closed;
      expect(await inspect(id)).toMatchObject({
        member: true,
        group: { id: group },
        canComment: true,
      });
    });

    test('a group has no posts, and a channel that nobody heard of is an answer too', async () => {
      expect(await inspect(hands().plainGroup)).toMatchObject({
        canComment: false,
        code: 'NOT_A_CHANNEL',
      });
      expect(await inspect(-1_000_000_099_999)).toMatchObject({
        channel: { id: -1_000_000_099_999 },
        member: false,
        canComment: false,
        code: 'PEER_UNKNOWN',
      });
    });

    test('a channel that threw the account out tells nothing more', async () => {
      const { messenger, channels, during, post, throwOut } = hands();
      const { id } = channels.closed;
      const postId = await post(id, 'news');
      await inspect(id);
      await throwOut(id);
      const shut = { member: false, canComment: false, code: 'CHANNEL_PRIVATE' };
      expect(await inspect(id)).toMatchObject(shut);
      const asked = messenger.discussions.discussion(id, postId, never);
      expect(await during(asked)).toMatchObject({ kind: 'closed', code: 'CHANNEL_PRIVATE' });
      await expect(during(messenger.discussions.posts(id, 5, never))).rejects.toThrow(
        'CHANNEL_PRIVATE',
      );
    });
  });
}
