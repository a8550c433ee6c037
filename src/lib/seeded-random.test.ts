import { describe, expect, test } from '@jest/globals';
import { drawGap, drawInteger, drawOne, seededRandom } from './seeded-random.js';

function many(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

describe('seeded random', () => {
  test('repeats itself for the same seed, and not for another', () => {
    const numbers = many(50, seededRandom(7));
    expect(many(50, seededRandom(7))).toEqual(numbers);
    expect(many(50, seededRandom(8))).not.toEqual(numbers);
  });

  test('is spread evenly over [0, 1)', () => {
    const numbers = many(10_000, seededRandom(1));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      expect(inside).toBeGreaterThan(850);
      expect(inside).toBeLessThan(1_150);
    }
  });

  test('draws whole numbers with both bounds, and items', () => {
    const random = seededRandom(3);
    expect(new Set(many(200, () => drawInteger(random, 2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(new Set(many(50, () => drawOne(random, [5, 6])))).toEqual(new Set([5, 6]));
    expect(() => drawOne(random, [])).toThrow(RangeError);
  });

  test('draws gaps around their mean', () => {
    const random = seededRandom(4);
    const gaps = many(5_000, () => drawGap(random, 1_000));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(930);
    expect(mean).toBeLessThan(1_070);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1);
  });
});
