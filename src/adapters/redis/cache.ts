import type { Redis } from 'ioredis';
import type { Cache } from '../../core/cache.js';
import type { Logger } from '../../core/logger.js';
import { openConnection } from './connection.js';

export interface RedisCacheOptions {
  /** `redis://…` or `rediss://…` */
  readonly url: string;
  /** `CUSTOMER_ID`: keys are `postaci:<customer>:cache:…`. */
  readonly customer: string;
  readonly logger: Logger;
}

/** A cache that holds things up for longer is worth nothing. */
const ANSWER_TIMEOUT_MS = 1_000;

/** What a key of the cache is called in Redis. */
export function cacheKeyOf(customer: string, key: string): string {
  return `postaci:${customer}:cache:${key}`;
}

export interface ClosableCache extends Cache {
  /** Leaves nothing running. */
  close(): Promise<void>;
}

/**
 * A cache in Redis, shared by a customer's processes. While Redis is away, which is warned of once as
 * `REDIS_UNREACHABLE`, nothing is found, nothing is kept, and nobody waits.
 */
export function createRedisCache(options: RedisCacheOptions): ClosableCache {
  return new RedisCache(options);
}

class RedisCache implements ClosableCache {
  readonly #redis: Redis;
  readonly #customer: string;
  readonly #logger: Logger;
  #away = false;

  constructor({ url, customer, logger }: RedisCacheOptions) {
    this.#customer = customer;
    this.#logger = logger;
    this.#redis = openConnection(url, ANSWER_TIMEOUT_MS);
    this.#redis.on('error', (error) => this.#warn(error));
    this.#redis.on('close', () => this.#warn());
    this.#redis.on('ready', () => this.#reached());
  }

  async get(key: string): Promise<string | undefined> {
    if (this.#redis.status !== 'ready') return undefined;
    try {
      return (await this.#redis.get(cacheKeyOf(this.#customer, key))) ?? undefined;
    } catch (error) {
      this.#warn(error);
      return undefined;
    }
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    if (this.#redis.status !== 'ready') return;
    const name = cacheKeyOf(this.#customer, key);
    try {
      if (ttlMs > 0) await this.#redis.set(name, value, 'PX', Math.ceil(ttlMs));
      else await this.#redis.del(name);
    } catch (error) {
      this.#warn(error);
    }
  }

  async close(): Promise<void> {
    this.#redis.removeAllListeners('close');
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined);
    this.#redis.disconnect();
  }

  #warn(error?: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#logger.warn('Redis cannot be reached: texts are written anew until it is back', {
      code: 'REDIS_UNREACHABLE',
      ...(error instanceof Error ? { error: error.message } : {}),
    });
  }

  #reached(): void {
    if (this.#away) this.#logger.info('Redis is reached again');
    this.#away = false;
  }
}
