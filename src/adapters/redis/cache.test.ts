import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { cacheContract } from '../../../test/contracts/cache.js';
import { recordingLogger } from '../../../test/contracts/event-bus.js';
import { untilTrue } from '../../../test/sandbox/until-true.js';
import { describeRedis, TEST_REDIS_URL } from '../../../test/support/redis.js';
import { openTcpLine } from '../../../test/support/tcp-line.js';
import type { Logger } from '../../core/logger.js';
import { Releasers } from '../../lib/releasers.js';
import { type ClosableCache, cacheKeyOf, createRedisCache } from './cache.js';

let releasers = new Releasers();
afterEach(async () => {
  await releasers.release();
  releasers = new Releasers();
});

function openCache(url: string, logger: Logger, customer = newCustomer()): ClosableCache {
  const cache = createRedisCache({ url, customer, logger });
  releasers.add('cache', () => cache.close());
  return cache;
}

function newCustomer(): string {
  return `müşteri-${randomBytes(6).toString('hex')}`;
}

/** Opened, and connected: before that nothing is kept. */
async function readyCache(customer = newCustomer()): Promise<ClosableCache> {
  const cache = openCache(TEST_REDIS_URL, recordingLogger().logger, customer);
  await untilKeeping(cache);
  return cache;
}

async function untilKeeping(cache: ClosableCache): Promise<void> {
  await untilTrue(async () => {
    await cache.set('probe', 'x', 60_000);
    return (await cache.get('probe')) === 'x';
  });
}

describeRedis('the cache in Redis', () => {
  cacheContract(() => readyCache());

  test('lets Redis forget in time', async () => {
    const customer = newCustomer();
    const cache = await readyCache(customer);
    await cache.set('a', 'one', 900_000);
    const redis = new Redis(TEST_REDIS_URL);
    releasers.add('client', () => redis.disconnect());
    const leftMs = await redis.pttl(cacheKeyOf(customer, 'a'));
    expect(leftMs).toBeGreaterThan(600_000);
    expect(leftMs).toBeLessThanOrEqual(900_000);
  });

  test('customers share nothing, processes of one do', async () => {
    const customer = newCustomer();
    const [one, another, stranger] = [
      await readyCache(customer),
      await readyCache(customer),
      await readyCache(),
    ];
    await one.set('a', 'shared', 60_000);
    expect(await another.get('a')).toBe('shared');
    expect(await stranger.get('a')).toBeUndefined();
  });

  test('a cut line is warned of once and mended; nobody waits meanwhile', async () => {
    const { hostname, port } = new URL(TEST_REDIS_URL);
    const line = await openTcpLine({ host: hostname, port: Number(port || 6379) });
    releasers.add('line', () => line.close());
    const { logger, lines } = recordingLogger();
    const cache = openCache(`redis://127.0.0.1:${line.port}`, logger);
    await untilKeeping(cache);
    line.cut();
    await untilTrue(() => lines.some(({ level }) => level === 'warn'));
    await untilKeeping(cache);
    expect(lines.map(({ level }) => level)).toEqual(['warn', 'info']);
  });
});

describe('the cache without a Redis', () => {
  test('has nothing, keeps nothing, and warns once', async () => {
    const { logger, lines } = recordingLogger();
    const cache = openCache('redis://:gizli@127.0.0.1:1', logger);
    await untilTrue(() => lines.length > 0);
    await cache.set('a', 'one', 60_000);
    expect(await cache.get('a')).toBeUndefined();
    expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'REDIS_UNREACHABLE' } }]);
    expect(JSON.stringify(lines)).not.toContain('gizli');
  });
});
