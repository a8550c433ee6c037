import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { sharedAnswer } from './shared-answer.js';

describe('an answer that is shared', () => {
  test('is asked for once in a second, however many want it', async () => {
    const clock = new VirtualClock(0);
    let asked = 0;
    const ask = sharedAnswer(async () => ++asked, clock, 1_000);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    await clock.run(999);
    expect(await ask()).toBe(1);
    await clock.run(1_000);
    expect(await ask()).toBe(2);
  });

  test('is a failure for all of them, and asked for again later', async () => {
    const clock = new VirtualClock(0);
    let broken = true;
    const ask = sharedAnswer(
      () => (broken ? Promise.reject(new Error('gone')) : Promise.resolve('back')),
      clock,
      1_000,
    );
    await expect(Promise.all([ask(), ask()])).rejects.toThrow('gone');
    broken = false;
    await expect(ask()).rejects.toThrow('gone');
    await clock.run(1_000);
    expect(await ask()).toBe('back');
  });
});
