import { describe, expect, test } from '@jest/globals';
import { Activity } from './activity.js';
import { VirtualClock } from './virtual-clock.js';

describe('virtual clock', () => {
  test('stands still by itself', async () => {
    const clock = new VirtualClock(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(1_000);
  });

  test('wakes each sleeper at its moment, in order', async () => {
    const clock = new VirtualClock(0);
    const woken: [string, number][] = [];
    const sleep = async (name: string, atMs: number) => {
      await clock.sleepUntil(atMs);
      woken.push([name, clock.now()]);
    };
    void sleep('late', 300);
    void sleep('early', 100);
    void sleep('early too', 100);
    await clock.run(250);
    expect(woken).toEqual([
      ['early', 100],
      ['early too', 100],
    ]);
    expect([clock.now(), clock.sleeping]).toEqual([250, 1]);
  });

  test('lets a sleeper that wakes sleep again within the same run', async () => {
    const clock = new VirtualClock(0);
    let rounds = 0;
    const loop = async () => {
      for (; clock.now() < 2_592_000_000; rounds++)
        await clock.sleepUntil(clock.now() + 86_400_000);
    };
    void loop();
    await clock.run(30 * 86_400_000);
    expect(rounds).toBe(30);
  });

  test('resolves at once when the moment has come', async () => {
    const clock = new VirtualClock(50);
    await clock.sleepUntil(50);
    expect(clock.sleeping).toBe(0);
  });

  test('a sleep that is called off leaves nothing asleep', async () => {
    const clock = new VirtualClock(0);
    const controller = new AbortController();
    const sleep = clock.sleepUntil(100, controller.signal);
    const reason = new Error('stop');
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    await expect(clock.sleepUntil(100, controller.signal)).rejects.toBe(reason);
    expect(clock.sleeping).toBe(0);
  });

  test('does not move while something is under way', async () => {
    const activity = new Activity();
    const clock = new VirtualClock(0, () => activity.quiet());
    const seen: number[] = [];
    const work = async () => {
      await clock.sleepUntil(10);
      await activity.track(new Promise((resolve) => setTimeout(resolve, 5)));
      seen.push(clock.now());
    };
    void work();
    void clock.sleepUntil(20);
    await clock.run(30);
    expect(seen).toEqual([10]);
  });

  test('passes time only as long as the work takes', async () => {
    const clock = new VirtualClock(0);
    void clock.sleepUntil(500);
    const result = await clock.during(clock.sleepUntil(40).then(() => 'done'));
    expect([result, clock.now()]).toEqual(['done', 40]);
    await expect(clock.during(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  test('says so when time cannot bring about what is waited for', async () => {
    const clock = new VirtualClock(0);
    await expect(clock.during(new Promise(() => undefined))).rejects.toThrow('nobody is asleep');
  });
});
