import type { Redis } from 'ioredis';
import type { EventBus, LiveEvent } from '../../core/events.js';
import type { Logger } from '../../core/logger.js';
import { createEventBus } from '../../lib/event-bus.js';
import { openConnection } from './connection.js';

export interface RedisEventBusOptions {
  /** `redis://…` or `rediss://…` */
  readonly url: string;
  /** `CUSTOMER_ID`: events go to `postaci:<customer>:events`. */
  readonly customer: string;
  readonly logger: Logger;
}

const ANSWER_TIMEOUT_MS = 5_000;
/** Events on their way to a Redis that does not answer; more are dropped. */
const MOST_ON_THEIR_WAY = 1_000;

/** The channel on which a customer's live events are published, each as one JSON object. */
export function eventChannel(customer: string): string {
  return `postaci:${customer}:events`;
}

export interface ClosableEventBus extends EventBus {
  /** Lets what is on its way arrive, unless Redis is away; leaves nothing running. */
  close(): Promise<void>;
}

/**
 * Live events for this process's listeners and, by Redis, for others. Redis may be away at any time, the
 * start included: then others miss events, which is warned of once as `REDIS_UNREACHABLE`, and
 * nothing here waits or fails.
 */
export function createRedisEventBus(options: RedisEventBusOptions): ClosableEventBus {
  return new RedisEventBus(options);
}

class RedisEventBus implements ClosableEventBus {
  readonly #local: EventBus;
  readonly #redis: Redis;
  readonly #channel: string;
  readonly #logger: Logger;
  #onTheirWay = 0;
  /** Since the last time that all was well. */
  #lost = 0;
  #away = false;

  constructor({ url, customer, logger }: RedisEventBusOptions) {
    this.#local = createEventBus(logger);
    this.#channel = eventChannel(customer);
    this.#logger = logger;
    this.#redis = openConnection(url, ANSWER_TIMEOUT_MS);
    this.#redis.on('error', (error) => this.#warn(error));
    this.#redis.on('close', () => this.#warn());
    this.#redis.on('ready', () => this.#reached());
  }

  publish(event: LiveEvent): void {
    this.#local.publish(event);
    if (this.#redis.status !== 'ready' || this.#onTheirWay >= MOST_ON_THEIR_WAY) {
      this.#lost++;
      return;
    }
    this.#onTheirWay++;
    this.#redis
      .publish(this.#channel, JSON.stringify(event))
      .catch((error: unknown) => {
        this.#lost++;
        this.#warn(error);
      })
      .finally(() => {
        this.#onTheirWay--;
      });
  }

  subscribe(handler: (event: LiveEvent) => void): () => void {
    return this.#local.subscribe(handler);
  }

  async close(): Promise<void> {
    this.#redis.removeAllListeners('close');
    if (this.#redis.status === 'ready') await this.#redis.quit().catch(() => undefined);
    this.#redis.disconnect();
  }

  #warn(error?: unknown): void {
    if (this.#away) return;
    this.#away = true;
    this.#logger.warn('Redis cannot be reached: live events are not shared until it is back', {
      code: 'REDIS_UNREACHABLE',
      ...(error instanceof Error ? { error: error.message } : {}),
    });
  }

  #reached(): void {
    if (this.#away) this.#logger.info('Redis is reached again', { lostEvents: this.#lost });
    this.#away = false;
    this.#lost = 0;
  }
}
