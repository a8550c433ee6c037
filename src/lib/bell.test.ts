import { describe, expect, test } from '@jest/globals';
import { Bell } from './bell.js';
import { VirtualClock } from './virtual-clock.js';

const never = new AbortController().signal;

describe('a bell', () => {
  test('wakes whoever waits for it, before the time is up', async () => {
    const clock = new VirtualClock(0);
    const bell = new Bell();
    const waiting = bell.waitUntil(clock, 1000, never);
    bell.ring();
    await waiting;
    expect(clock.now()).toBe(0);
    expect(clock.sleeping).toBe(0);
  });

  test('lets go when the time is up', async () => {
    const clock = new VirtualClock(0);
    const waiting = new Bell().waitUntil(clock, 1000, never);
    await clock.run(1000);
    await expect(waiting).resolves.toBeUndefined();
  });

  test('keeps a ring that nobody heard, once', async () => {
    const clock = new VirtualClock(0);
    const bell = new Bell();
    bell.ring();
    bell.ring();
    await bell.waitUntil(clock, Number.POSITIVE_INFINITY, never);
    let woken = false;
    const second = bell.waitUntil(clock, 1000, never).then(() => {
      woken = true;
    });
    await clock.run(999);
    expect(woken).toBe(false);
    await clock.run(1000);
    await second;
  });

  test('gives up with the reason when it is told to stop, also without a time', async () => {
    const stop = new AbortController();
    const waiting = new Bell().waitUntil(
      new VirtualClock(0),
      Number.POSITIVE_INFINITY,
      stop.signal,
    );
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
