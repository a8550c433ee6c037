import { describe, expect, test } from '@jest/globals';
import { handlers, STATUS } from '../../../test/support/control-handlers.js';
import type { Control } from '../../control/contract/control.js';
import type { StreamedEvent } from '../../control/contract/stream.js';
import { Bell } from '../../lib/bell.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { EMPTY_FEED } from '../state/feed.js';
import { Store } from '../state/store.js';
import { followEvents } from './events.js';
import { followStatus } from './status.js';

function stage(some: Partial<Control>) {
  const clock = new VirtualClock(0);
  const left = new AbortController();
  const store = new Store(
    {
      now: 0,
      size: { columns: 80, rows: 24 },
      role: 'attached',
      language: 'en',
      zone: 'UTC',
      link: { state: 'asking', since: 0 },
      status: null,
      feed: EMPTY_FEED,
      names: new Map(),
      view: { name: 'overview' },
      ask: null,
      told: null,
    },
    clock,
    left.signal,
  );
  const events = async function* (): AsyncGenerator<StreamedEvent> {};
  const control: Control = { ...handlers(), events, ...some };
  const following = { control, clock, store, bell: new Bell(), signal: left.signal };
  return { ...following, following, left, run: (ms: number) => clock.run(clock.now() + ms) };
}

const heard = (id: string): StreamedEvent => ({
  id,
  event: { type: 'heard', at: 0, peer: 7, own: false, text: id },
});

describe('following the status', () => {
  test('it is asked every second and a half, sooner after something has happened, never in a storm', async () => {
    let asked = 0;
    const { following, bell, run, left } = stage({
      status: async () => {
        asked += 1;
        return STATUS;
      },
    });
    const followed = followStatus(following);
    await run(3_100);
    expect(asked).toBe(3);
    for (let times = 0; times < 200; times += 1) {
      bell.ring();
      await run(10);
    }
    expect(asked).toBeLessThanOrEqual(3 + 6);
    expect(asked).toBeGreaterThanOrEqual(3 + 4);
    left.abort();
    await followed.catch(() => undefined);
  });

  test('a daemon that fails or is silent is away since then, and there again when it answers', async () => {
    let answer: () => Promise<typeof STATUS> = async () => STATUS;
    const { following, store, run, left } = stage({ status: () => answer() });
    const followed = followStatus(following);
    await run(1_000);
    expect(store.state().link).toEqual({ state: 'there', since: 0 });
    answer = () => Promise.reject(new Error('gone'));
    await run(5_000);
    expect(store.state().link).toEqual({ state: 'away', since: 1_500 });
    // The last known state stays to be seen.
    expect(store.state().status).toBe(STATUS);
    answer = async () => STATUS;
    await run(2_000);
    expect(store.state().link.state).toBe('there');
    answer = () => new Promise(() => undefined);
    await run(15_000);
    expect(store.state().link.state).toBe('away');
    left.abort();
    await followed.catch(() => undefined);
  });
});

describe('following the events', () => {
  test('a thousand a second do not have the status asked for more than about once a second', async () => {
    let asked = 0;
    const { following, clock, run, left } = stage({
      status: async () => {
        asked += 1;
        return STATUS;
      },
      async *events(signal) {
        for (let count = 0; !signal.aborted; count += 1) {
          yield heard(String(count));
          await clock.sleepUntil(clock.now() + 1, signal);
        }
      },
    });
    const followed = [followStatus(following), followEvents(following)];
    await run(10_000);
    expect(asked).toBeGreaterThanOrEqual(7);
    expect(asked).toBeLessThanOrEqual(12);
    left.abort();
    await Promise.allSettled(followed);
  });

  test('a stream that ends is taken up behind the last event, a failing one more and more patiently', async () => {
    const after: (string | undefined)[] = [];
    let fails = false;
    const { following, store, run, left } = stage({
      async *events(_signal, last) {
        after.push(last);
        if (fails) throw new Error('gone');
        yield heard(String(after.length));
      },
    });
    const followed = followEvents(following);
    await run(1_000);
    expect(after.slice(0, 3)).toEqual([undefined, '1', '2']);
    expect(store.state().feed.entries.length).toBeGreaterThan(2);
    fails = true;
    const before = after.length;
    await run(60_000);
    expect(after.length - before).toBeLessThan(20);
    expect(new Set(after.slice(before + 1)).size).toBe(1);
    left.abort();
    await followed.catch(() => undefined);
  });
});
