import { describe, expect, test } from '@jest/globals';
import { clockOf } from './system-clock.js';

const HOUR_MS = 3_600_000;

describe('a clock that somebody sets', () => {
  test('ends a sleep whose end has come by that', async () => {
    let aheadMs = 0;
    const clock = clockOf(() => Date.now() + aheadMs, 10);
    const slept = clock.sleepUntil(clock.now() + HOUR_MS);
    aheadMs = HOUR_MS;
    await slept;
    expect(clock.now() - Date.now()).toBeGreaterThan(HOUR_MS - 1_000);
  });

  test('sleeps on when it was set back', async () => {
    let aheadMs = 0;
    const clock = clockOf(() => Date.now() + aheadMs, 10);
    const ending = new AbortController();
    let woken = false;
    const slept = clock.sleepUntil(clock.now() + 20, ending.signal).then(() => {
      woken = true;
    });
    aheadMs = -HOUR_MS;
    // Several timers long: a sleep that does not look again is over by then.
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(woken).toBe(false);
    ending.abort(new Error('enough'));
    await expect(slept).rejects.toThrow('enough');
  });
});
