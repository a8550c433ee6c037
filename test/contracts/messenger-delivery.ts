import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Sending, and sending the same again. */
export function describeDelivery(hands: () => MessengerHands): void {
  describe('delivery', () => {
    test('a text arrives once, with the id and the date that the outcome names', async () => {
      const { messenger, chats, during, arrived, now } = await online(hands());
      const before = now();
      const outcome = await during(
        messenger.deliver(textTo(chats.group.id, 'Merhaba 👋', 0x1234_5678_9abc_def0n), never),
      );
      const [message, ...more] = await arrived(chats.group.id);
      expect(more).toEqual([]);
      expect(message).toMatchObject({ text: 'Merhaba 👋', randomId: 0x1234_5678_9abc_def0n });
      expect(outcome).toEqual({
        status: 'sent',
        messageIds: [message?.id],
        sentAt: message?.at,
        duplicate: false,
      });
      expect(message?.at).toBeGreaterThanOrEqual(before - 1_000);
      expect(message?.at).toBeLessThanOrEqual(now());
      expect((message?.at ?? 1) % 1_000).toBe(0);
    });

    test.each([-1n, -(2n ** 63n), 2n ** 63n - 1n])(
      'random id %s goes through as it is',
      async (id) => {
        const { messenger, chats, during, arrived } = await online(hands());
        await during(messenger.deliver(textTo(chats.group.id, 'signed', id), never));
        expect((await arrived(chats.group.id)).map(({ randomId }) => randomId)).toEqual([id]);
      },
    );

    test('reaches basic groups, private groups and people', async () => {
      const { messenger, chats, during, arrived, say } = await online(hands());
      await say(chats.person.id, 'hello');
      for (const [index, chat] of [chats.basic, chats.invited, chats.person].entries()) {
        const outcome = await during(
          messenger.deliver(textTo(chat.id, 'here', BigInt(index + 1)), never),
        );
        expect(outcome).toMatchObject({ status: 'sent', duplicate: false });
        expect((await arrived(chat.id)).map(({ text }) => text)).toEqual(['here']);
      }
    });

    test('goes into the topic that was named', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      const { id, openTopicId } = chats.forum;
      await during(messenger.deliver(textTo(id, 'on topic', 1n, openTopicId), never));
      expect(await arrived(id)).toMatchObject([{ text: 'on topic', topicId: openTopicId }]);
    });

    test('a photo arrives with its caption', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      const directory = await mkdtemp(join(tmpdir(), 'postaci-contract-'));
      try {
        const path = join(directory, 'pixel.png');
        await writeFile(path, PIXEL);
        const content = { kind: 'media', media: 'photo', path, text: 'a pixel' } as const;
        const delivery = { peer: chats.group.id, content, randomIds: [5n] };
        const outcome = await during(messenger.deliver(delivery, never));
        const [message] = await arrived(chats.group.id);
        expect(message).toMatchObject({ text: 'a pixel', randomId: 5n });
        expect(outcome).toMatchObject({ status: 'sent', messageIds: [message?.id] });
      } finally {
        await rm(directory, { recursive: true });
      }
    });

    test.each(['original', 'error'] as const)(
      'the same random id again is the message that is there already (answered by %s)',
      async (form) => {
        const { messenger, chats, during, arrived, ...world } = await online(hands());
        await world.answerDuplicatesWith(form);
        const delivery = textTo(chats.group.id, 'once', 77n);
        const first = await during(messenger.deliver(delivery, never));
        const again = await during(messenger.deliver(delivery, never));
        expect(again).toEqual({ ...first, duplicate: true });
        expect(await arrived(chats.group.id)).toHaveLength(1);
      },
    );

    test('two random ids are two messages, the same text or not', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      await during(messenger.deliver(textTo(chats.group.id, 'twice', 1n), never));
      const second = await during(messenger.deliver(textTo(chats.group.id, 'twice', 2n), never));
      expect(second).toMatchObject({ status: 'sent', duplicate: false });
      expect(await arrived(chats.group.id)).toHaveLength(2);
    });

    test('a delivery that was called off before it began has no effect', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      const reason = new Error('called off');
      const work = messenger.deliver(textTo(chats.group.id, 'no', 1n), AbortSignal.abort(reason));
      await expect(during(work)).rejects.toBe(reason);
      expect(await arrived(chats.group.id)).toEqual([]);
    });

    test('a delivery that waits for its answer ends at once when it is called off', async () => {
      const { messenger, chats, injectFault, now, during } = await online(hands());
      await injectFault({ kind: 'silence' });
      const controller = new AbortController();
      const work = messenger.deliver(textTo(chats.group.id, 'no answer', 1n), controller.signal);
      const reason = new Error('called off');
      const before = now();
      controller.abort(reason);
      await expect(during(work)).rejects.toBe(reason);
      expect(now() - before).toBeLessThan(hands().deadlineMs);
    });
  });
}
