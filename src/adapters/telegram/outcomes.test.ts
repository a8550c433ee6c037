import { describe, expect, test } from '@jest/globals';
import { NoAnswer, TelegramError } from './failure.js';
import { outcomeOf } from './outcomes.js';

const FOR_GOOD = { status: 'refused', scope: 'peer' };

/** Each row of Telegram's errors that a sender may meet, and what it must do. */
const ROWS: readonly (readonly [number, string, object])[] = [
  [420, 'FLOOD_WAIT_42', { status: 'wait', scope: 'account', waitMs: 42_000 }],
  [420, 'FLOOD_WAIT_0', { status: 'wait', scope: 'account', waitMs: 1_000 }],
  [420, 'FLOOD_PREMIUM_WAIT_7', { status: 'wait', scope: 'account', waitMs: 7_000 }],
  [420, 'SLOWMODE_WAIT_30', { status: 'wait', scope: 'peer', waitMs: 30_000 }],
  [400, 'PEER_FLOOD', { status: 'spam-limited' }],
  [403, 'USER_PRIVACY_RESTRICTED', FOR_GOOD],
  [403, 'USER_IS_BLOCKED', FOR_GOOD],
  [400, 'YOU_BLOCKED_USER', FOR_GOOD],
  [400, 'INPUT_USER_DEACTIVATED', FOR_GOOD],
  [403, 'PRIVACY_PREMIUM_REQUIRED', FOR_GOOD],
  [406, 'ALLOW_PAYMENT_REQUIRED', FOR_GOOD],
  [403, 'ALLOW_PAYMENT_REQUIRED_50', FOR_GOOD],
  [403, 'CHAT_WRITE_FORBIDDEN', FOR_GOOD],
  [400, 'CHAT_RESTRICTED', FOR_GOOD],
  [400, 'CHAT_ADMIN_REQUIRED', FOR_GOOD],
  [400, 'USER_BANNED_IN_CHANNEL', FOR_GOOD],
  [406, 'CHANNEL_PRIVATE', FOR_GOOD],
  [400, 'CHANNEL_PRIVATE', FOR_GOOD],
  [403, 'CHAT_GUEST_SEND_FORBIDDEN', FOR_GOOD],
  [400, 'PEER_ID_INVALID', FOR_GOOD],
  [403, 'CHAT_SEND_PLAIN_FORBIDDEN', { status: 'refused', scope: 'content' }],
  [403, 'CHAT_SEND_PHOTOS_FORBIDDEN', { status: 'refused', scope: 'content' }],
  [403, 'CHAT_SEND_MEDIA_FORBIDDEN', { status: 'refused', scope: 'content' }],
  [400, 'CHAT_FORWARDS_RESTRICTED', { status: 'refused', scope: 'source' }],
  [400, 'MSG_ID_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'MESSAGE_ID_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'REPLY_MESSAGE_ID_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'REPLY_TO_INVALID', { status: 'refused', scope: 'intent' }],
  [400, 'TOPIC_CLOSED', { status: 'refused', scope: 'intent' }],
  [400, 'TOPIC_DELETED', { status: 'refused', scope: 'intent' }],
  [400, 'MESSAGE_TOO_LONG', { status: 'refused', scope: 'intent' }],
  [400, 'MEDIA_CAPTION_TOO_LONG', { status: 'refused', scope: 'intent' }],
  [400, 'FILE_REFERENCE_EXPIRED', { status: 'unknown' }],
  [400, 'FILE_REFERENCE_0_EXPIRED', { status: 'unknown' }],
  [-503, 'Timeout', { status: 'unknown' }],
  [500, 'RPC_CALL_FAIL', { status: 'unknown' }],
  [500, 'INTERDC_2_CALL_ERROR', { status: 'unknown' }],
  [-500, 'No workers running', { status: 'unknown' }],
  [406, 'AUTH_KEY_DUPLICATED', { status: 'halt', health: 'taken' }],
  [401, 'AUTH_KEY_UNREGISTERED', { status: 'halt', health: 'logged-out' }],
  [401, 'SESSION_REVOKED', { status: 'halt', health: 'logged-out' }],
  [401, 'SESSION_EXPIRED', { status: 'halt', health: 'logged-out' }],
  [303, 'USER_MIGRATE_4', { status: 'halt', health: 'logged-out' }],
  [303, 'NETWORK_MIGRATE_1', { status: 'halt', health: 'logged-out' }],
  [303, 'PHONE_MIGRATE_5', { status: 'halt', health: 'logged-out' }],
  [303, 'FILE_MIGRATE_4', { status: 'refused', scope: 'intent' }],
  [401, 'USER_DEACTIVATED', { status: 'halt', health: 'banned' }],
  [401, 'USER_DEACTIVATED_BAN', { status: 'halt', health: 'banned' }],
  [420, 'FROZEN_METHOD_INVALID', { status: 'halt', health: 'frozen' }],
];

describe('the error table', () => {
  test.each(ROWS)('%i %s', (code, text, expected) => {
    const outcome = outcomeOf(new TelegramError(code, text));
    expect(outcome).toEqual({ ...expected, code: text, ...reasonOf(outcome) });
  });

  test('an operator is told a reason wherever something is refused or stopped', () => {
    for (const [code, text] of ROWS) {
      const outcome = outcomeOf(new TelegramError(code, text));
      if (outcome.status === 'refused' || outcome.status === 'halt') {
        expect(outcome.reason).toMatch(/\.$/);
      }
    }
  });

  test('an unknown 4xx refuses this intent and names itself', () => {
    expect(outcomeOf(new TelegramError(400, 'NEVER_SEEN_BEFORE'))).toMatchObject({
      status: 'refused',
      scope: 'intent',
      code: 'NEVER_SEEN_BEFORE',
      reason: expect.stringContaining('NEVER_SEEN_BEFORE (400)'),
    });
  });

  test('an unknown 401 stops the account, an unknown 420 waits', () => {
    expect(outcomeOf(new TelegramError(401, 'X'))).toMatchObject({ status: 'halt' });
    expect(outcomeOf(new TelegramError(420, 'X'))).toMatchObject({
      status: 'wait',
      waitMs: 60_000,
    });
  });

  test.each(['DEADLINE', 'DISCONNECTED', 'KEY_FORGOTTEN'] as const)(
    'nobody knows what became of a call that ended with %s',
    (code) => expect(outcomeOf(new NoAnswer(code))).toEqual({ status: 'unknown', code }),
  );

  test('a call that never left had no effect', () => {
    expect(outcomeOf(new NoAnswer('OFFLINE'))).toMatchObject({
      status: 'wait',
      scope: 'account',
      code: 'DISCONNECTED',
    });
  });

  test('a text that only contains a known one is not taken for it', () => {
    const outcome = outcomeOf(new TelegramError(400, 'NOT_PEER_FLOOD'));
    expect(outcome.status).toBe('refused');
  });

  test('a bug stays a bug', () => {
    expect(() => outcomeOf(new TypeError('x is undefined'))).toThrow(TypeError);
  });
});

function reasonOf(outcome: ReturnType<typeof outcomeOf>): object {
  return 'reason' in outcome ? { reason: outcome.reason } : {};
}
