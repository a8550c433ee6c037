import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_REPLIES } from '../../core/reply-settings.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { humanDelay } from './delay.js';
import { afterQuiet, localMinute } from './quiet-hours.js';
import { notBefore, type TimingContext, timingOf } from './timing.js';

const NOON = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function timing(changes: Partial<TimingContext> = {}) {
  return timingOf({
    settings: NO_REPLIES,
    timeZone: 'UTC',
    chat: 'private',
    heardAt: NOON,
    now: NOON,
    operatorFirstMs: 0,
    characters: 50,
    random: seededRandom(1),
    ...changes,
  });
}

describe('a person’s pace', () => {
  test('grows with the text, and ends at 25 seconds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(4_096), (seed, characters) => {
        const { readingMs, typingMs } = humanDelay(characters, seededRandom(seed));
        expect(readingMs).toBeGreaterThanOrEqual(1_500);
        expect(readingMs).toBeLessThanOrEqual(4_000);
        expect(readingMs + typingMs).toBeLessThanOrEqual(25_000);
        expect(typingMs).toBeLessThanOrEqual(characters * 90);
        expect(typingMs).toBeGreaterThanOrEqual(Math.min(characters * 60, 21_000) - 1);
      }),
    );
  });
});

describe('the time of an answer', () => {
  test('is after reading and typing, or after the operator’s time where that is later', () => {
    const auto = timing();
    expect(auto?.planned).toBe(auto?.earliest);
    expect(timing({ operatorFirstMs: 5 * MINUTE })?.planned).toBe(NOON + 5 * MINUTE);
    const late = timing({ operatorFirstMs: 5 * MINUTE, heardAt: NOON - HOUR });
    expect(late?.planned).toBe(late?.earliest);
  });

  test('is after the quiet hours in private, and never in a group', () => {
    const settings = { ...NO_REPLIES, quietHours: [{ startMinute: 720, endMinute: 780 }] };
    const held = timing({ settings });
    expect(held?.earliest).toBeGreaterThanOrEqual(NOON + HOUR);
    expect(held?.planned).toBeLessThanOrEqual(NOON + HOUR + 5 * MINUTE);
    expect(timing({ settings, chat: 'group' })).toBeUndefined();
    const always = { ...NO_REPLIES, quietHours: [{ startMinute: 0, endMinute: 1_440 }] };
    expect(timing({ settings: always })).toBeUndefined();
  });

  test('the operator’s time may end in quiet hours', () => {
    const settings = { ...NO_REPLIES, quietHours: [{ startMinute: 724, endMinute: 780 }] };
    const held = timing({ settings, operatorFirstMs: 5 * MINUTE });
    expect(held?.planned).toBeGreaterThanOrEqual(NOON + HOUR);
  });

  test('is that of the answer which waits, if it can be', () => {
    const planned = { earliest: 10, planned: 100, typingMs: 5 };
    expect([undefined, 50, 5, 200].map((waiting) => notBefore(planned, waiting))).toEqual([
      100, 50, 10, 100,
    ]);
  });
});

describe('quiet hours', () => {
  const night = [{ startMinute: 22 * 60, endMinute: 7 * 60 }];

  test('end at their minute of the wall clock, also in the night of a clock change', () => {
    // The clocks of Berlin go from 2 to 3 on 29 March 2026.
    const evening = Date.UTC(2026, 2, 28, 21, 30);
    expect(localMinute('Europe/Berlin', evening)).toBe(22 * 60 + 30);
    expect(afterQuiet(night, 'Europe/Berlin', evening)).toBe(Date.UTC(2026, 2, 29, 5));
    const loud = Date.UTC(2026, 2, 28, 20, 59);
    expect(afterQuiet(night, 'Europe/Berlin', loud)).toBe(loud);
    expect(afterQuiet(night, 'Europe/Berlin', loud + MINUTE)).toBe(Date.UTC(2026, 2, 29, 5));
  });

  test('that touch are one', () => {
    const two = [...night, { startMinute: 7 * 60, endMinute: 8 * 60 }];
    expect(afterQuiet(two, 'UTC', Date.UTC(2026, 5, 1, 23))).toBe(Date.UTC(2026, 5, 2, 8));
  });
});
