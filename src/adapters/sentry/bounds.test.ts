import { describe, expect, test } from '@jest/globals';
import { ReportBounds } from './bounds.js';

const HOUR = 3_600_000;

describe('the bounds of reports', () => {
  test('let so many of a kind through in an hour, and tell how many they dropped', () => {
    const bounds = new ReportBounds({ ofAKindPerHour: 2, perHour: 100 });
    const admitted = [0, 1, 2, 3].map((at) => bounds.admit('same', at));
    expect(admitted).toEqual([0, 0, undefined, undefined]);
    expect(bounds.admit('other', 4)).toBe(2);
    expect(bounds.admit('same', HOUR - 1)).toBeUndefined();
    expect(bounds.admit('same', HOUR)).toBe(1);
  });

  test('let so many through together', () => {
    const bounds = new ReportBounds({ ofAKindPerHour: 2, perHour: 3 });
    const kinds = ['a', 'b', 'c', 'd'];
    expect(kinds.map((kind) => bounds.admit(kind, 0) !== undefined)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('begin anew when the clock is set back', () => {
    const bounds = new ReportBounds({ ofAKindPerHour: 1, perHour: 1 });
    bounds.admit('a', 5 * HOUR);
    expect(bounds.admit('a', HOUR)).toBeDefined();
  });
});
