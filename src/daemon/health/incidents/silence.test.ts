import { describe, expect, test } from '@jest/globals';
import { localClock } from '../../../lib/local-time.js';
import { longSilence, type SilenceFacts } from './silence.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 4, 2, 12);

/** A day without a word, and a message that waits. */
const SILENT: SilenceFacts = {
  now: NOW,
  local: localClock('UTC'),
  afterMs: 24 * HOUR,
  expected: true,
  health: 'ok',
  online: true,
  startedAt: NOW - 100 * HOUR,
  resumedAt: undefined,
  lastSentAt: NOW - 24 * HOUR,
  unsent: { state: 'queued', rule: 'window', reason: 'outside the windows until 18:00' },
  nextAt: NOW + HOUR,
};
const see = (changes: Partial<SilenceFacts>) => longSilence({ ...SILENT, ...changes });

describe('a long silence', () => {
  test('is told with the rule of the next message', () => {
    expect(see({})).toEqual([
      {
        is: 'on',
        code: 'NOTHING_SENT',
        key: '',
        what: 'nothing was sent for 1 d, since 2026-05-01 12:00: the next one waits for window (outside the windows until 18:00)',
      },
    ]);
  });

  test('begins to the moment, and is over with the next message', () => {
    expect(see({ lastSentAt: NOW - 24 * HOUR + 1 })).toMatchObject([{ is: 'over' }]);
  });

  test.each([
    [
      { state: 'refused', rule: 'allowed-target', reason: 'none of yours' },
      'is refused by allowed-target (none of yours)',
    ],
    [{ state: 'expired', rule: 'expiry', reason: null }, 'the last one is expired by expiry'],
    [{ state: 'draft', rule: null, reason: null }, 'waits for your approval'],
    [{ state: 'sending', rule: null, reason: null }, 'on its way'],
  ] as const)('names what became of it: %j', (unsent, words) => {
    expect(see({ unsent })).toMatchObject([{ is: 'on', what: expect.stringContaining(words) }]);
  });

  test('that the schedule itself is silent for is none; with nothing planned at all it is one', () => {
    expect(see({ unsent: undefined })).toEqual([]);
    expect(see({ unsent: undefined, nextAt: undefined })).toMatchObject([
      { is: 'on', what: expect.stringContaining('nothing is planned') },
    ]);
  });

  test('that nobody minds, or that is a pause’s, is none', () => {
    expect(see({ afterMs: undefined })).toEqual([]);
    expect(see({ expected: false })).toEqual([]);
  });

  test('whose reason was told already neither begins nor ends', () => {
    for (const facts of [
      { health: 'frozen' },
      { health: 'spam-limited' },
      { online: false },
    ] as const) {
      expect(see(facts)).toMatchObject([{ is: 'unclear' }]);
    }
    expect(see({ health: 'slow' })).toMatchObject([{ is: 'on' }]);
  });

  test('gives what waited its chance: an hour after a start, the whole time after a pause', () => {
    expect(see({ startedAt: NOW - HOUR + 1 })).toMatchObject([{ is: 'unclear' }]);
    expect(see({ startedAt: NOW - HOUR })).toMatchObject([{ is: 'on' }]);
    expect(see({ resumedAt: NOW - 24 * HOUR + 1 })).toMatchObject([{ is: 'unclear' }]);
    expect(see({ resumedAt: NOW - 24 * HOUR })).toMatchObject([{ is: 'on' }]);
  });
});
