import { describe, test } from '@jest/globals';
import { Redis } from 'ioredis';

export const TEST_REDIS_URL = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';

const reachable = await isReachable();

/**
 * Runs a suite when a Redis is reachable (`TEST_REDIS_URL`); with `REQUIRE_SERVICES=1` its absence is a
 * failure.
 */
export function describeRedis(name: string, suite: () => void): void {
  if (reachable) describe(name, suite);
  else if (process.env.REQUIRE_SERVICES === '1') {
    test(name, () => {
      throw new Error(`no Redis at TEST_REDIS_URL (${TEST_REDIS_URL})`);
    });
  } else describe.skip(name, suite);
}

async function isReachable(): Promise<boolean> {
  const redis = new Redis(TEST_REDIS_URL, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
