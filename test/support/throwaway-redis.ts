import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort, ThrowawayServer } from './throwaway-server.js';

const PROGRAM = '/usr/bin/redis-server';

/** A Redis server of one's own, which keeps nothing and may be stopped and started again. */
export interface ThrowawayRedis {
  readonly url: string;
  /** `kill`: without a word to anybody. */
  stop(how: 'fast' | 'kill'): Promise<void>;
  /** Resolves once it answers again. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Is a Redis server installed? */
export const redisInstalled = (): boolean => existsSync(PROGRAM);

/** Starts one on a free port. */
export async function startThrowawayRedis(): Promise<ThrowawayRedis> {
  const port = await freePort();
  const server = new ThrowawayServer({
    command: PROGRAM,
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--appendonly', 'no', '--save', ''],
    answers: () => pongs(port),
  });
  await server.start();
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: (how) => server.stop(how === 'kill' ? 'SIGKILL' : 'SIGTERM'),
    start: () => server.start(),
    remove: () => server.stop('SIGKILL'),
  };
}

async function pongs(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [answer] = await once(socket, 'data');
    return String(answer).startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
