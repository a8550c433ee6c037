import { describe, expect, test } from '@jest/globals';
import { KEPT_NAMES, withNames } from './names.js';

describe('names', () => {
  test('those that were learnt last are kept, and never more than a screen could want', () => {
    let names: ReadonlyMap<number, string> = new Map([[7, 'Can']]);
    for (let peer = 100; peer < 100 + 3 * KEPT_NAMES; peer += 1) {
      names = withNames(names, [
        [peer, `somebody ${peer}`],
        [7, `Can ${peer}`],
      ]);
      expect(names.size).toBeLessThanOrEqual(KEPT_NAMES);
    }
    expect(names.get(99 + 3 * KEPT_NAMES)).toBeDefined();
    expect(names.get(7)).toBe(`Can ${99 + 3 * KEPT_NAMES}`);
    expect(names.get(100)).toBeUndefined();
  });
});
