import { describe, expect, test } from '@jest/globals';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** Messages that are shown as a reply to another one. */
export function describeReplies(hands: () => MessengerHands): void {
  describe('replies', () => {
    test('are shown so in groups, basic groups and private chats', async () => {
      const { messenger, chats, during, say, arrived } = await online(hands());
      for (const [index, { id }] of [chats.group, chats.basic, chats.person].entries()) {
        const replyTo = await say(id, 'a question');
        const answer = { ...textTo(id, 'an answer', BigInt(index + 1)), replyTo };
        expect(await during(messenger.deliver(answer, never))).toMatchObject({ status: 'sent' });
        expect(await arrived(id)).toMatchObject([{ text: 'an answer', replyToId: replyTo }]);
      }
    });

    test('stay in the topic that they are for; a topic alone is no reply', async () => {
      const { messenger, chats, during, say, arrived } = await online(hands());
      const { id, openTopicId } = chats.forum;
      const replyTo = await say(id, 'a question', openTopicId);
      const answer = { ...textTo(id, 'an answer', 1n, openTopicId), replyTo };
      await during(messenger.deliver(answer, never));
      await during(messenger.deliver(textTo(id, 'no answer', 2n, openTopicId), never));
      const [first, second] = await arrived(id);
      expect(first).toMatchObject({ topicId: openTopicId, replyToId: replyTo });
      expect(second).toMatchObject({ topicId: openTopicId });
      expect(second).not.toHaveProperty('replyToId');
    });

    test('to the same message may be several, each once', async () => {
      const { messenger, chats, during, say, arrived } = await online(hands());
      const replyTo = await say(chats.group.id, 'a question');
      const first = { ...textTo(chats.group.id, 'an answer', 1n), replyTo };
      await during(messenger.deliver(first, never));
      expect(await during(messenger.deliver(first, never))).toMatchObject({ duplicate: true });
      await during(messenger.deliver({ ...first, randomIds: [2n] }, never));
      expect(await arrived(chats.group.id)).toMatchObject([
        { replyToId: replyTo },
        { replyToId: replyTo },
      ]);
    });

    test('to what is gone, or was never there, fail and leave nothing', async () => {
      const { messenger, chats, during, say, erase, arrived } = await online(hands());
      const { id } = chats.group;
      const gone = await say(id, 'a question');
      await say(chats.person.id, 'elsewhere');
      const elsewhere = await say(chats.person.id, 'elsewhere too');
      await erase(id, gone);
      const answers = [
        { ...textTo(id, 'too late', 1n), replyTo: gone },
        { ...textTo(id, 'to nothing', 2n), replyTo: 9_999 },
        // People and basic groups share a count: it is a message of another chat.
        { ...textTo(chats.basic.id, 'to another chat', 3n), replyTo: elsewhere },
      ].map((answer) => during(messenger.deliver(answer, never)));
      const refused = { status: 'refused', scope: 'intent', code: 'REPLY_MESSAGE_ID_INVALID' };
      expect(await Promise.all(answers)).toMatchObject([refused, refused, refused]);
      expect([...(await arrived(id)), ...(await arrived(chats.basic.id))]).toEqual([]);
    });
  });
}
