import { describe, expect, test } from '@jest/globals';
import { Activity } from './activity.js';

describe('activity', () => {
  test('is quiet when nothing is under way', async () => {
    await new Activity().quiet();
  });

  test('waits for what is under way and for what follows it', async () => {
    const activity = new Activity();
    const order: string[] = [];
    const step = async (name: string) => {
      await activity.track(new Promise((resolve) => setTimeout(resolve, 2)));
      order.push(name);
    };
    const work = (async () => {
      await step('first');
      await new Promise((resolve) => setImmediate(resolve));
      await step('second');
    })();
    await activity.quiet();
    expect(order).toEqual(['first', 'second']);
    await work;
  });

  test('a failure ends what was under way as well, and passes through', async () => {
    const activity = new Activity();
    const work = activity.track(Promise.reject(new Error('no')));
    await expect(work).rejects.toThrow('no');
    await activity.quiet();
  });
});
