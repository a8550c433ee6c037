import { expect, test } from '@jest/globals';
import type { Cache } from '../../src/core/cache.js';

const MINUTE_MS = 60_000;

/** What every Cache promises. `open` gives an empty one that is ready. */
export function cacheContract(open: () => Promise<Cache> | Cache): void {
  test('gives back what it keeps, the latest of each key', async () => {
    const cache = await open();
    await cache.set('a', 'Günaydın', MINUTE_MS);
    await cache.set('b', 'two', MINUTE_MS);
    await cache.set('a', 'İyi akşamlar ☕', MINUTE_MS);
    expect(await cache.get('a')).toBe('İyi akşamlar ☕');
    expect(await cache.get('b')).toBe('two');
    expect(await cache.get('c')).toBeUndefined();
  });

  test('an empty text is a text', async () => {
    const cache = await open();
    await cache.set('a', '', MINUTE_MS);
    expect(await cache.get('a')).toBe('');
  });

  test.each([0, -1])(
    'what is kept for %i ms is not kept, nor what was there before',
    async (ms) => {
      const cache = await open();
      await cache.set('a', 'before', MINUTE_MS);
      await cache.set('a', 'one', ms);
      expect(await cache.get('a')).toBeUndefined();
    },
  );
}
