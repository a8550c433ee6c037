import { describe, expect, test } from '@jest/globals';
import { Releasers } from '../lib/releasers.js';
import { Background } from './background.js';

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

describe('what runs beside the daemon', () => {
  test('is stopped last in first out, each one awaited', async () => {
    const releasers = new Releasers();
    const background = new Background(releasers);
    const order: string[] = [];
    for (const name of ['lease', 'sender', 'services']) {
      background.run(name, (signal) => untilAborted(signal).finally(() => order.push(name)));
    }
    await releasers.release();
    expect(order).toEqual(['services', 'sender', 'lease']);
  });

  test('a failure is the daemon’s, and the rest is still stopped', async () => {
    const releasers = new Releasers();
    const background = new Background(releasers);
    let stopped = false;
    background.run('steady', (signal) =>
      untilAborted(signal).finally(() => {
        stopped = true;
      }),
    );
    background.run('broken', () => Promise.reject(new Error('the lease is lost')));
    await expect(background.failed).rejects.toThrow('the lease is lost');
    await releasers.release();
    expect(stopped).toBe(true);
  });

  test('being asked to stop is no failure', async () => {
    const releasers = new Releasers();
    const background = new Background(releasers);
    background.run('task', untilAborted);
    await releasers.release();
    const outcome = await Promise.race([background.failed, Promise.resolve('well')]);
    expect(outcome).toBe('well');
  });
});
