import { Redis } from 'ioredis';
import { PostaciError } from '../../core/errors.js';

const DEADLINE_MS = 5_000;

/**
 * Asks Redis whether it is there; resolves with what it calls itself, e.g. `Redis 7.0.15`.
 * @throws PostaciError `REDIS_UNREACHABLE` naming host and port, never the password.
 */
export async function pingRedis(url: string): Promise<string> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: DEADLINE_MS,
    commandTimeout: DEADLINE_MS,
    disconnectTimeout: 1,
    retryStrategy: () => null,
  });
  let reason: unknown;
  redis.on('error', (error) => {
    reason = error;
  });
  const { host, port } = redis.options;
  try {
    await redis.connect();
    const version = /^redis_version:(\S+)/m.exec(await redis.info('server'))?.[1];
    return `Redis ${version ?? 'of an unknown version'}`;
  } catch (error) {
    // The error of `connect` says only that it is closed; the one before says why.
    const why = reason ?? error;
    throw new PostaciError(
      'REDIS_UNREACHABLE',
      `Redis at ${host}:${port} cannot be reached: ${why instanceof Error ? why.message : why}`,
      'Start it, correct REDIS_URL, or leave REDIS_URL empty: one process needs no Redis',
      { cause: why },
    );
  } finally {
    redis.disconnect();
  }
}
