import { describe, expect, test } from '@jest/globals';
import type { HealthState } from '../../core/health.js';
import type { AccountHealth } from '../../core/outcome.js';
import { type Cause, deriveHealth } from './derive.js';

const NOW = Date.UTC(2026, 4, 1, 12);
const HOUR = 3_600_000;
const FOREVER = Number.POSITIVE_INFINITY;

const cause = (code: string, until: number): Cause => ({
  code,
  reason: `because of ${code}`,
  since: NOW - HOUR,
  until,
});
const flood = cause('FLOOD_WAIT_300', NOW + 300_000);
const spam = cause('PEER_FLOOD', NOW + HOUR);
const limited = cause('SPAMBOT_LIMITED', NOW + 48 * HOUR);
const frozen = cause('FROZEN', FOREVER);
const frozenError = cause('FROZEN_METHOD_INVALID', FOREVER);

describe("an account's health", () => {
  const rows: readonly (readonly [string, readonly Cause[], AccountHealth, Cause | undefined])[] = [
    ['nothing holds it back', [], 'ok', undefined],
    ['a flood wait', [flood], 'slow', flood],
    ['a flood wait of Premium', [cause('FLOOD_PREMIUM_WAIT_9', NOW + 9_000)], 'slow', undefined],
    ['two waits', [flood, cause('FLOOD_WAIT_5', NOW + 5_000)], 'slow', flood],
    ['PEER_FLOOD', [spam], 'spam-limited', spam],
    [
      'PEER_FLOOD and a longer flood wait',
      [cause('FLOOD_WAIT_9999', NOW + 9 * HOUR), spam],
      'spam-limited',
      spam,
    ],
    ["@SpamBot's word, which lasts longer", [spam, limited], 'spam-limited', limited],
    [
      "@SpamBot's word without an end",
      [cause('SPAMBOT_LIMITED', FOREVER)],
      'spam-limited',
      undefined,
    ],
    ['a freeze by an error', [frozenError, spam], 'frozen', frozenError],
    ['a freeze that the config knows more of', [frozenError, frozen, flood], 'frozen', frozen],
    [
      'a bar of the account that is new to us',
      [cause('SOMETHING_NEW', NOW + 1)],
      'slow',
      undefined,
    ],
    ['a wait that has just ended', [cause('FLOOD_WAIT_300', NOW)], 'ok', undefined],
  ];

  test.each(rows)('%s: %#', (_what, causes, health, by) => {
    const state = deriveHealth({ causes }, undefined, NOW);
    expect(state).toMatchObject({ health, since: NOW });
    if (by) {
      const until = Number.isFinite(by.until) ? by.until : null;
      expect(state).toMatchObject({ reason: by.reason, until });
    }
    if (health === 'ok') expect(state).toMatchObject({ reason: '', until: null });
  });

  test.each(['logged-out', 'taken', 'banned'] as const)(
    'a session that has ended (%s) outweighs everything',
    (health) => {
      const ended = { health, reason: 'Telegram has ended it' };
      expect(deriveHealth({ ended, causes: [frozen, spam, flood] }, undefined, NOW)).toEqual({
        health,
        reason: 'Telegram has ended it',
        since: NOW,
        until: null,
      });
    },
  );

  test('began when it began, also when another cause carries it on', () => {
    const last: HealthState = { health: 'slow', reason: 'x', since: NOW - HOUR, until: NOW };
    expect(deriveHealth({ causes: [flood] }, last, NOW).since).toBe(NOW - HOUR);
    expect(deriveHealth({ causes: [spam] }, last, NOW).since).toBe(NOW);
    expect(deriveHealth({ causes: [] }, last, NOW)).toMatchObject({ health: 'ok', since: NOW });
  });
});
