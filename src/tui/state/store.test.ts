import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { EMPTY_FEED } from './feed.js';
import type { TerminalState } from './state.js';
import { Store } from './store.js';

const STATE: TerminalState = {
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
};

function stage() {
  const clock = new VirtualClock(0);
  const left = new AbortController();
  const store = new Store(STATE, clock, left.signal);
  let pictures = 0;
  store.subscribe(() => {
    pictures += 1;
  });
  return { clock, left, store, pictures: () => pictures };
}

const event = (text: string) => ({ type: 'written', at: 0, text }) as const;

describe('the store', () => {
  test('a thousand events a second are at most five changes a second', async () => {
    const { clock, store, pictures } = stage();
    for (let at = 1; at <= 1_000; at += 1) {
      store.hear(event(String(at)));
      await clock.run(clock.now() + 1);
    }
    await clock.run(clock.now() + 200);
    expect(pictures()).toBeLessThanOrEqual(7);
    expect(store.state().feed.nextNumber).toBe(1_001);
    expect(store.state().feed.entries.at(-1)?.event).toEqual(event('1000'));
  });

  test('keys change it at once', () => {
    const { store, pictures } = stage();
    store.change({ type: 'ask', ask: 'leave' });
    expect([store.state().ask, pictures()]).toEqual(['leave', 1]);
  });

  test('far too many events are counted, and not all kept', async () => {
    const { clock, store } = stage();
    for (let at = 1; at <= 5_500; at += 1) store.hear(event(String(at)));
    await clock.run(clock.now() + 200);
    expect(store.state().feed.nextNumber).toBe(5_501);
    expect(store.state().feed.entries.at(-1)).toEqual({ number: 5_500, event: event('5500') });
  });

  test('nothing that changes nothing is told', () => {
    const { store, pictures } = stage();
    store.change({ type: 'tick', now: 0 });
    expect(pictures()).toBe(0);
  });

  test('after it was left it gathers nothing', async () => {
    const { clock, left, store, pictures } = stage();
    store.hear(event('1'));
    await clock.run(clock.now() + 200);
    store.hear(event('2'));
    left.abort();
    store.hear(event('3'));
    await clock.run(clock.now() + 200);
    expect(pictures()).toBe(1);
  });
});
