import { describe, expect, test } from '@jest/globals';
import type { AccountHealth } from '../../core/outcome.js';
import { localClock } from '../../lib/local-time.js';
import { alertFor, alertOf } from './alert.js';

const NOW = Date.UTC(2026, 4, 1, 12);
const MINUTE = 60_000;

function state(health: AccountHealth, forMs: number | null = null) {
  return {
    health,
    reason: 'Telegram said so',
    since: NOW,
    until: forMs === null ? null : NOW + forMs,
  };
}

describe('the operator', () => {
  test.each([
    ['ok', 'ok', undefined],
    ['ok', 'slow', 'tell'],
    ['slow', 'spam-limited', 'tell'],
    ['spam-limited', 'frozen', 'tell'],
    ['frozen', 'logged-out', 'tell'],
    ['ok', 'banned', 'tell'],
    ['ok', 'taken', 'tell'],
    ['frozen', 'frozen', undefined],
    ['frozen', 'spam-limited', 'note'],
    ['spam-limited', 'slow', 'note'],
    ['slow', 'ok', 'tell'],
    ['logged-out', 'ok', 'tell'],
  ] as const)('who knows of %s and it is %s now: %s', (told, health, what) => {
    expect(alertFor(state(health), told)).toBe(what);
  });

  test('is not called for a wait below a minute, but for one that grows beyond it', () => {
    expect(alertFor(state('slow', MINUTE - 1), 'ok')).toBeUndefined();
    expect(alertFor(state('slow', MINUTE), 'ok')).toBe('tell');
  });

  test('reads what it is, since when and until when, why, and what to do', () => {
    const alert = alertOf(
      state('spam-limited', 60 * MINUTE),
      'ok',
      'the account',
      localClock('Europe/Istanbul'),
    );
    expect(alert).toEqual({
      code: 'ACCOUNT_SPAM_LIMITED',
      key: `spam-limited:${NOW}`,
      severity: 'warning',
      text: expect.stringMatching(
        /^postaci: the account is spam-limited since 2026-05-01 15:00 until 2026-05-01 16:00: Telegram said so\. Ask .*--ask-spambot/,
      ),
      bySavedMessages: true,
      expiresAt: NOW + 60 * MINUTE,
    });
  });

  test('reads what it was, once it is ok again', () => {
    const { text } = alertOf(state('ok'), 'slow', 'the account', localClock('UTC'));
    expect(text).toBe('postaci: the account is ok again since 2026-05-01 12:00. It was slow.');
  });

  test.each([
    ['ok', true],
    ['slow', true],
    ['spam-limited', true],
    ['frozen', false],
    ['logged-out', false],
    ['taken', false],
    ['banned', false],
  ] as const)('is written to by an account that is %s: %s', (health, can) => {
    expect(alertOf(state(health), 'ok', 'it', localClock('UTC')).bySavedMessages).toBe(can);
  });
});
