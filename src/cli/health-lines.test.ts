import { describe, expect, test } from '@jest/globals';
import type { HealthReport, SpamBotReport } from '../control/contract/health.js';
import { healthLines, spamBotLines } from './health-lines.js';

const NOW = Date.UTC(2026, 4, 1, 12);
const HOUR = 3_600_000;
const READER = { language: 'en', timeZone: 'UTC', now: NOW } as const;

const report = (changes: Partial<HealthReport> = {}): HealthReport => ({
  health: 'ok',
  reason: '',
  since: NOW - 2 * HOUR,
  until: null,
  remedy: '',
  connection: 'online',
  restrictions: [],
  floodWaits: [],
  ...changes,
});

const asked = (changes: Partial<SpamBotReport> = {}): SpamBotReport => ({
  asked: 'now',
  askedAt: NOW,
  words: 'Dear Ada,\nyour account is limited.',
  problem: null,
  read: { kind: 'limited', until: NOW + HOUR },
  ...changes,
});

describe('the health report', () => {
  test('of an account that is well is short', () => {
    expect(healthLines(report(), READER)).toEqual([
      'health     ok',
      'since      2026-05-01 10:00 UTC (2 h ago)',
      'telegram   online',
    ]);
  });

  test('tells moments by the customer’s wall clock', () => {
    const lines = healthLines(report(), { ...READER, timeZone: 'Europe/Istanbul' });
    expect(lines[1]).toBe('since      2026-05-01 13:00 Europe/Istanbul (2 h ago)');
  });

  test('says since when, until when, why and what to do, and what is in force', () => {
    const lines = healthLines(
      report({
        health: 'spam-limited',
        reason: 'PEER_FLOOD',
        until: NOW + HOUR,
        remedy: 'Ask @SpamBot.',
        restrictions: [
          { id: 7, scope: 'people', code: 'PEER_FLOOD', reason: 'strangers', until: NOW + HOUR },
          { id: 8, scope: 'account', code: 'FROZEN', reason: 'frozen', until: null },
        ],
        floodWaits: [{ method: 'users.getUsers', code: 'FLOOD_WAIT_3600', until: NOW + HOUR }],
      }),
      READER,
    );
    expect(lines).toEqual([
      'health     spam-limited since 2026-05-01 10:00 UTC (2 h ago), until 2026-05-01 13:00 UTC (in 1 h): PEER_FLOOD → Ask @SpamBot.',
      'telegram   online',
      'restricted 7 people: PEER_FLOOD, until 2026-05-01 13:00 UTC (in 1 h) (strangers)',
      'restricted 8 account: FROZEN, until postaci lift 8 (frozen)',
      'resting    users.getUsers until 2026-05-01 13:00 UTC (in 1 h) (FLOOD_WAIT_3600)',
    ]);
  });
});

describe("@SpamBot's answer", () => {
  test('is shown word by word, with what was understood of it', () => {
    expect(spamBotLines(asked(), READER)).toEqual([
      expect.stringMatching(/^@SpamBot +asked 2026-05-01 12:00 UTC/),
      '           │ Dear Ada,',
      '           │ your account is limited.',
      '           understood: limited until 2026-05-01 13:00 UTC (in 1 h); nothing unsolicited goes out meanwhile',
    ]);
  });

  test.each([
    [{ kind: 'free' } as const, 'understood: not limited'],
    [{ kind: 'limited', until: null } as const, 'understood: limited without an end'],
    [{ kind: 'unreadable' } as const, 'its words could not be read'],
  ])('that reads as %j', (read, words) => {
    expect(spamBotLines(asked({ read }), READER).at(-1)).toContain(words);
  });

  test('that is from before, or that there is none, is said', () => {
    const report = asked({ asked: 'earlier', words: null, read: null, problem: 'it waits' });
    expect(spamBotLines(report, READER).join('\n')).toMatch(
      /not again within ten.*\n +no answer: it waits/,
    );
  });
});
