import { describe, expect, test } from '@jest/globals';
import { cacheContract } from '../../test/contracts/cache.js';
import { MemoryCache } from './memory-cache.js';
import { VirtualClock } from './virtual-clock.js';

describe('the cache in memory', () => {
  cacheContract(() => new MemoryCache(new VirtualClock(0)));

  test('forgets by the clock, to the millisecond', async () => {
    const clock = new VirtualClock(0);
    const cache = new MemoryCache(clock);
    await cache.set('a', 'one', 900_000);
    await clock.run(899_999);
    expect(await cache.get('a')).toBe('one');
    await clock.run(900_000);
    expect(await cache.get('a')).toBeUndefined();
  });

  test('keeps a thousand texts: what was not asked for the longest goes', async () => {
    const cache = new MemoryCache(new VirtualClock(0));
    for (let at = 0; at < 1_000; at++) await cache.set(`${at}`, 'x', 1_000);
    await cache.get('0');
    await cache.set('new', 'x', 1_000);
    expect(await cache.get('0')).toBe('x');
    expect(await cache.get('1')).toBeUndefined();
    expect(await cache.get('2')).toBe('x');
    expect(await cache.get('new')).toBe('x');
  });

  test('is bounded in size, and what is larger than that is not kept', async () => {
    const cache = new MemoryCache(new VirtualClock(0));
    const large = 'x'.repeat(900_000);
    for (const key of ['a', 'b', 'c']) await cache.set(key, large, 1_000);
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.get('b')).toBe(large);
    await cache.set('d', 'x'.repeat(2_000_001), 1_000);
    expect(await cache.get('d')).toBeUndefined();
    expect(await cache.get('c')).toBe(large);
  });
});
