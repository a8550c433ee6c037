import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventRing } from './event-ring.js';

const LIMITS = { events: 5, bytes: 100 };

describe('the ring of events', () => {
  test('keeps the newest frames within both limits, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })),
        (frames) => {
          const ring = new EventRing(LIMITS, 7);
          for (const frame of frames) ring.push(frame);
          const next = 7 + frames.length;
          const kept = frames.slice(ring.oldest - 7);
          expect(ring.from(ring.oldest, Number.POSITIVE_INFINITY)).toEqual({
            text: kept.join(''),
            next,
          });
          const bytes = Buffer.byteLength(kept.join(''));
          expect(kept.length <= 1 || (kept.length <= 5 && bytes <= 100)).toBe(true);
          // One more would be too much.
          const more = frames.slice(Math.max(0, ring.oldest - 8));
          const all = kept.length === frames.length;
          expect(all || more.length > 5 || Buffer.byteLength(more.join('')) > 100).toBe(true);
        },
      ),
    );
  });

  test('gives them out in pieces, one frame at least', () => {
    const ring = new EventRing({ events: 10, bytes: 10_000 }, 0);
    for (const frame of ['aaaa', 'bbbb', 'cccc', 'dddddddddd']) ring.push(frame);
    expect(ring.from(0, 5)).toEqual({ text: 'aaaabbbb', next: 2 });
    expect(ring.from(3, 1)).toEqual({ text: 'dddddddddd', next: 4 });
    expect(ring.from(4, 5)).toEqual({ text: '', next: 4 });
  });

  test('keeps the newest, however long it is', () => {
    const ring = new EventRing(LIMITS, 0);
    ring.push('x'.repeat(1_000));
    expect(ring.oldest).toBe(0);
    ring.push('y');
    expect(ring.from(ring.oldest, 10)).toEqual({ text: 'y', next: 2 });
  });
});
