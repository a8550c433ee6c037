import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace } from '../../../test/support/workspace.js';
import type { Clock } from '../../core/clock.js';
import { followLog } from './follow-log.js';

/** Nothing here waits for time to pass; it is known when there was nothing more to read. */
class HastyClock implements Clock {
  #idle: (() => void)[] = [];

  now(): number {
    return 0;
  }

  async sleepUntil(_at: number, signal?: AbortSignal): Promise<void> {
    for (const tell of this.#idle.splice(0)) tell();
    await new Promise(setImmediate);
    signal?.throwIfAborted();
  }

  untilIdle(): Promise<void> {
    return new Promise((resolve) => this.#idle.push(resolve));
  }
}

describe('following a log', () => {
  const workspace = makeWorkspace();
  const path = join(workspace.path, 'bot.log');
  afterEach(() => workspace.remove());

  test('tells each new line once: over a rotation, a torn letter, and a file that is cut', async () => {
    const clock = new HastyClock();
    const ending = new AbortController();
    writeFileSync(path, 'from before\n');
    const lines = followLog(path, clock, ending.signal);
    const first = lines.next();
    await clock.untilIdle();
    appendFileSync(path, 'one\ntwo');
    expect((await first).value).toBe('one');

    const letter = Buffer.from('ş');
    const second = lines.next();
    appendFileSync(path, letter.subarray(0, 1));
    await clock.untilIdle();
    appendFileSync(path, Buffer.concat([letter.subarray(1), Buffer.from('\n')]));
    expect((await second).value).toBe('twoş');

    appendFileSync(path, 'the last of the old one\n');
    renameSync(path, join(workspace.path, 'bot.1.log'));
    writeFileSync(path, 'the first of the new one\n');
    expect((await lines.next()).value).toBe('the last of the old one');
    expect((await lines.next()).value).toBe('the first of the new one');

    truncateSync(path, 0);
    const third = lines.next();
    await clock.untilIdle();
    appendFileSync(path, 'x\n');
    expect((await third).value).toBe('x');

    const end = lines.next();
    ending.abort();
    expect(await end).toEqual({ done: true, value: undefined });
  });
});
