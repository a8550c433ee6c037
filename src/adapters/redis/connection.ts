import { Redis } from 'ioredis';
import { backoffMs } from '../../lib/backoff.js';

const CONNECT_TIMEOUT_MS = 5_000;
const RECONNECT = { firstMs: 100, longestMs: 30_000 };

/**
 * A connection that comes back by itself and keeps nobody waiting: what is asked while Redis is away fails at once.
 * @param url `redis://…` or `rediss://…`
 * @param answerTimeoutMs how long an answer is waited for
 */
export function openConnection(url: string, answerTimeoutMs: number): Redis {
  return new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: answerTimeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Its own wait for the other side to hang up would outlive `close` by seconds.
    disconnectTimeout: 1,
    retryStrategy: (attempt) => backoffMs(attempt, RECONNECT),
  });
}
