import { describe, expect, test } from '@jest/globals';
import type { MessengerHands } from './messenger-hands.js';
import { never, online, textTo } from './messenger-steps.js';

/** Telegram's errors and what each is for a sender; every one of them leaves nothing in the chat. */
const ERRORS = [
  [420, 'FLOOD_WAIT_42', { status: 'wait', scope: 'account', waitMs: 42_000 }],
  [420, 'FLOOD_PREMIUM_WAIT_7', { status: 'wait', scope: 'account', waitMs: 7_000 }],
  [420, 'SLOWMODE_WAIT_30', { status: 'wait', scope: 'peer', waitMs: 30_000 }],
  [400, 'PEER_FLOOD', { status: 'spam-limited' }],
  [403, 'USER_PRIVACY_RESTRICTED', { status: 'refused', scope: 'peer' }],
  [400, 'USER_IS_BLOCKED', { status: 'refused', scope: 'peer' }],
  [400, 'INPUT_USER_DEACTIVATED', { status: 'refused', scope: 'peer' }],
  [406, 'ALLOW_PAYMENT_REQUIRED', { status: 'refused', scope: 'peer' }],
  [403, 'CHAT_WRITE_FORBIDDEN', { status: 'refused', scope: 'peer' }],
  [400, 'USER_BANNED_IN_CHANNEL', { status: 'refused', scope: 'peer' }],
  [406, 'CHANNEL_PRIVATE', { status: 'refused', scope: 'peer' }],
  [403, 'CHAT_GUEST_SEND_FORBIDDEN', { status: 'refused', scope: 'peer' }],
  [403, 'CHAT_SEND_PLAIN_FORBIDDEN', { status: 'refused', scope: 'content' }],
  [400, 'MSG_ID_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'REPLY_MESSAGE_ID_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'TOPIC_CLOSED', { status: 'refused', scope: 'intent' }],
  [400, 'MESSAGE_TOO_LONG', { status: 'refused', scope: 'intent' }],
  [401, 'SESSION_REVOKED', { status: 'halt', health: 'logged-out' }],
  [401, 'USER_DEACTIVATED_BAN', { status: 'halt', health: 'banned' }],
  [406, 'AUTH_KEY_DUPLICATED', { status: 'halt', health: 'taken' }],
  [420, 'FROZEN_METHOD_INVALID', { status: 'halt', health: 'frozen' }],
] as const;

/** Errors, silence and broken lines: the outcome says what is known, and no more. */
export function describeMishaps(hands: () => MessengerHands): void {
  describe('mishaps', () => {
    test.each(ERRORS)('%i %s has the outcome that a sender needs', async (code, text, outcome) => {
      const { messenger, chats, during, arrived, injectFault } = await online(hands());
      await injectFault({ kind: 'error', code, text });
      const answer = await during(messenger.deliver(textTo(chats.group.id, 'x', 1n), never));
      expect(answer).toMatchObject({ ...outcome, code: text });
      expect(await arrived(chats.group.id)).toEqual([]);
    });

    test.each([
      ['error', 500, 'RPC_CALL_FAIL'],
      ['error', 500, 'INTERDC_2_CALL_ERROR'],
      ['error', -503, 'Timeout'],
      ['error-after-effect', 500, 'RPC_CALL_FAIL'],
      ['error-after-effect', -503, 'Timeout'],
    ] as const)(
      'an %s of %i %s is never taken for a refusal, and repeating it makes one message',
      async (kind, code, text) => {
        const { messenger, chats, during, arrived, injectFault } = await online(hands());
        const delivery = textTo(chats.group.id, 'perhaps', 9n);
        await injectFault({ kind, code, text });
        const answer = await during(messenger.deliver(delivery, never));
        // An implementation may repeat the call itself, within its deadline.
        expect(['unknown', 'sent']).toContain(answer.status);
        const again = await during(messenger.deliver(delivery, never));
        expect(again.status).toBe('sent');
        expect(await arrived(chats.group.id)).toHaveLength(1);
      },
    );

    test.each(['silence', 'answer-lost'] as const)(
      '%s ends by the deadline as unknown, and repeating it makes one message',
      async (kind) => {
        const { messenger, chats, during, arrived, injectFault, deadlineMs, ...world } =
          await online(hands());
        const delivery = textTo(chats.group.id, 'perhaps', 10n);
        await injectFault({ kind });
        const before = world.now();
        const answer = await during(messenger.deliver(delivery, never));
        expect(answer).toMatchObject({ status: 'unknown' });
        expect(world.now() - before).toBeLessThanOrEqual(deadlineMs + 1_000);
        expect(await arrived(chats.group.id)).toHaveLength(kind === 'silence' ? 0 : 1);
        await world.until(() => messenger.connection === 'online', 'online');
        const again = await during(messenger.deliver(delivery, never));
        expect(again).toMatchObject({ status: 'sent', duplicate: kind === 'answer-lost' });
        expect(await arrived(chats.group.id)).toHaveLength(1);
      },
    );

    test('a cut line is no refusal, and repeating it makes one message', async () => {
      const { messenger, chats, during, arrived, until, injectFault } = await online(hands());
      const delivery = textTo(chats.group.id, 'perhaps', 11n);
      await injectFault({ kind: 'cut' });
      const answer = await during(messenger.deliver(delivery, never));
      expect(['unknown', 'sent']).toContain(answer.status);
      await until(() => messenger.connection === 'online', 'online');
      expect((await during(messenger.deliver(delivery, never))).status).toBe('sent');
      expect(await arrived(chats.group.id)).toHaveLength(1);
    });

    test('slow mode makes the second message wait, in that chat only', async () => {
      const { messenger, chats, during, arrived } = await online(hands());
      const { id, slowModeSeconds } = chats.slow;
      await during(messenger.deliver(textTo(id, 'first', 1n), never));
      const second = await during(messenger.deliver(textTo(id, 'second', 2n), never));
      expect(second).toMatchObject({ status: 'wait', scope: 'peer' });
      expect(second.status === 'wait' && second.waitMs).toBeGreaterThan(0);
      expect(second.status === 'wait' && second.waitMs).toBeLessThanOrEqual(
        slowModeSeconds * 1_000,
      );
      expect(await arrived(id)).toHaveLength(1);
      const elsewhere = await during(messenger.deliver(textTo(chats.group.id, 'x', 3n), never));
      expect(elsewhere.status).toBe('sent');
    });

    test('the world itself refuses where the account may not write', async () => {
      const { messenger, chats, during } = await online(hands());
      const { forum, muted, foreign } = chats;
      const username = { by: 'username', username: foreign.username } as const;
      await during(messenger.resolve(username, never));
      const outcomes = [
        textTo(forum.id, 'closed', 1n, forum.closedTopicId),
        textTo(muted.id, 'muted', 2n),
        textTo(foreign.id, 'not a member', 3n),
        textTo(chats.group.id, 'x'.repeat(4_097), 4n),
      ].map((delivery) => during(messenger.deliver(delivery, never)));
      expect(await Promise.all(outcomes)).toMatchObject([
        { status: 'refused', scope: 'intent', code: 'TOPIC_CLOSED' },
        { status: 'refused', scope: 'peer', code: 'CHAT_WRITE_FORBIDDEN' },
        { status: 'refused', scope: 'peer' },
        { status: 'refused', scope: 'intent', code: 'MESSAGE_TOO_LONG' },
      ]);
    });

    test('a peer that nobody has heard of is refused, not thrown', async () => {
      const { messenger, during } = await online(hands());
      const outcome = await during(messenger.deliver(textTo(-1_000_000_099_999, 'x', 1n), never));
      expect(outcome).toMatchObject({ status: 'refused', scope: 'peer' });
    });
  });
}
