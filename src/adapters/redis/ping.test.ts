import { describe, expect, test } from '@jest/globals';
import { describeRedis, TEST_REDIS_URL } from '../../../test/support/redis.js';
import { pingRedis } from './ping.js';

describeRedis('a ping to Redis', () => {
  test('tells its version', async () => {
    await expect(pingRedis(TEST_REDIS_URL)).resolves.toMatch(/^Redis \d+\.\d+/);
  });

  test('with a password that is not asked for, or wrong, says so', async () => {
    const url = new URL(TEST_REDIS_URL);
    url.username = 'nobody';
    url.password = 'gizli';
    const error = await pingRedis(String(url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'REDIS_UNREACHABLE' });
    expect(String(error)).toMatch(/WRONGPASS|password/i);
    expect(String(error)).not.toContain('gizli');
  });
});

describe('a ping to no Redis', () => {
  test('names where it looked, and why it failed', async () => {
    await expect(pingRedis('redis://:gizli@127.0.0.1:1')).rejects.toMatchObject({
      code: 'REDIS_UNREACHABLE',
      problem: expect.stringMatching(/^Redis at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/),
      remedy: expect.stringContaining('REDIS_URL'),
    });
  });
});
