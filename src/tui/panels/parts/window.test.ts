import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyRows } from './key-rows.js';
import { plain } from './rows.js';
import { countdown } from './times.js';
import { moved, scrolled, within } from './window.js';

describe('a list that is longer than its room', () => {
  test('shows the chosen row, and moves no further than it must', () => {
    expect(within({ chosen: 9, top: 0 }, 10, 4)).toEqual({ chosen: 9, top: 6 });
    expect(within({ chosen: 7, top: 6 }, 10, 4)).toEqual({ chosen: 7, top: 6 });
    expect(within({ chosen: 2, top: 6 }, 10, 4)).toEqual({ chosen: 2, top: 2 });
    expect(within({ chosen: 9, top: 6 }, 0, 4)).toEqual({ chosen: 0, top: 0 });
  });

  test('whatever is asked for, the chosen row is among those shown', () => {
    const whole = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        whole,
        whole,
        whole,
        fc.integer({ min: 1, max: 20 }),
        (chosen, top, count, room) => {
          const place = within({ chosen, top }, count, room);
          expect(place.top).toBeGreaterThanOrEqual(0);
          expect(place.chosen).toBeGreaterThanOrEqual(place.top);
          expect(place.chosen).toBeLessThan(place.top + room);
          if (count > 0) expect(place.chosen).toBeLessThan(count);
        },
      ),
    );
  });

  test('is walked by rows, pages and ends', () => {
    const place = { chosen: 5, top: 4 };
    const to = (key: string) => moved(place, key, 20, 4)?.chosen;
    expect(['up', 'down', 'page-up', 'page-down', 'home', 'end', 'tab'].map(to)).toEqual([
      4,
      6,
      2,
      8,
      0,
      19,
      undefined,
    ]);
    expect(scrolled(0, 'end', 20, 4)).toBe(16);
    expect(scrolled(0, 'down', 3, 4)).toBe(0);
  });
});

describe('the keys at the foot', () => {
  const KEYS = [
    ['y', 'approve'],
    ['e', 'edit'],
    ['n', 'reject'],
    ['Esc', 'back'],
  ] as const;

  test('take one row, or two, and the way out is never left out', () => {
    expect(keyRows(KEYS, 60).map(plain)).toEqual(['y approve  e edit  n reject  Esc back']);
    expect(keyRows(KEYS, 30).map(plain)).toEqual(['y approve  e edit  n reject', 'Esc back']);
    expect(keyRows(KEYS, 10).map(plain)).toEqual(['y approve', 'Esc back']);
  });
});

describe('a countdown', () => {
  test('shows hours only where there are some, and never less than nothing', () => {
    expect([10_747_001, 245_000, 5_000, -1].map(countdown)).toEqual([
      '2:59:08',
      '4:05',
      '0:05',
      '0:00',
    ]);
  });
});
