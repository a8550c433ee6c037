import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  bounded,
  MOST_BYTES,
  MOST_SPOKEN,
  readSpoken,
  SPOKEN_KEPT_MS,
  type Spoken,
} from './conversation.js';

const NOW = Date.UTC(2026, 5, 1, 12);
const say = (text: string, ago = 0): Spoken => ({ by: 'other', text, at: NOW - ago });

describe('what is kept of a conversation', () => {
  test('is the newest, as many as may be', () => {
    const many = Array.from({ length: 15 }, (_, index) => say(`${index}`));
    expect(bounded(many, NOW).map(({ text }) => text)).toEqual(
      many.slice(-MOST_SPOKEN).map(({ text }) => text),
    );
  });

  test('is not older than a day', () => {
    const old = say('old', SPOKEN_KEPT_MS);
    const young = say('young', SPOKEN_KEPT_MS - 1);
    expect(bounded([old, young], NOW)).toEqual([young]);
  });

  test('of a very long text is its beginning, without half a character', () => {
    expect(bounded([say(`${'a'.repeat(999)}😀`)], NOW)).toEqual([say('a'.repeat(999))]);
    expect(bounded([say('ok \ud83d')], NOW)).toEqual([say('ok ')]);
  });

  test('is bounded whatever is said, and the newest is always among it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.constant('ж'.repeat(5_000)),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (texts) => {
        const kept = bounded(
          texts.map((one) => say(one)),
          NOW,
        );
        const bytes = kept.reduce((sum, one) => sum + Buffer.byteLength(one.text), 0);
        expect(kept.length).toBeGreaterThanOrEqual(1);
        expect(kept.length).toBeLessThanOrEqual(MOST_SPOKEN);
        expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
      }),
      { numRuns: 50 },
    );
  });

  test('is read as it was written, and what is none is left out', () => {
    const one = { by: 'self', text: 'x', at: 1, intent: 7 };
    expect(readSpoken(one)).toEqual([one]);
    const none = [null, 'x', { ...one, by: 'z' }, { ...one, text: 1 }, { ...one, at: 'x' }];
    expect(none.flatMap(readSpoken)).toEqual([]);
  });
});
