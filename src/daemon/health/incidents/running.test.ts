import { describe, expect, test } from '@jest/globals';
import type { LiveEvent } from '../../../core/events.js';
import { createEventBus } from '../../../lib/event-bus.js';
import { localClock } from '../../../lib/local-time.js';
import { openedBreaker } from './breaker.js';
import { LiveFacts } from './live-facts.js';
import { Outage } from './outage.js';
import { failingServices, keptConfiguration, lostLine } from './running.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 1, 12);
const UTC = localClock('UTC');

function listening() {
  const live = new LiveFacts(START);
  const events = createEventBus();
  let news = 0;
  const stop = live.listen(events, () => void news++);
  const service = (state: 'started' | 'failed' | 'stopped', minute: number) =>
    events.publish({ type: 'service', at: START + minute * MINUTE, service: 'dm', state });
  const failing = (minute: number) => failingServices(live.services(START + minute * MINUTE));
  return { live, events, service, failing, stop, news: () => news };
}

describe('a service that keeps failing', () => {
  test('is one from its third failure in a row, and over once it ran for ten minutes', () => {
    const { service, failing } = listening();
    for (const minute of [0, 1, 2]) {
      service('started', minute);
      expect(failing(minute)).toMatchObject([{ is: 'unclear', key: 'dm' }]);
      service('failed', minute);
    }
    expect(failing(2)).toMatchObject([
      { is: 'on', code: 'SERVICE_FAILING', what: expect.stringContaining('dm has failed 3 times') },
    ]);
    service('started', 3);
    expect(failing(12)).toMatchObject([{ is: 'on' }]);
    expect(failing(13)).toMatchObject([{ is: 'over' }]);
  });

  test('is none when it ran well in between', () => {
    const { service, failing } = listening();
    for (const minute of [0, 1, 20, 40, 60]) {
      service('started', minute);
      service('failed', minute + 11);
    }
    expect(failing(71)).toMatchObject([{ is: 'unclear' }]);
  });

  test('is forgotten when it is stopped, and then nothing runs', () => {
    const { live, service, failing } = listening();
    service('started', 0);
    expect(live.running).toBe(true);
    service('stopped', 1);
    expect(live.running).toBe(false);
    expect(failing(60)).toEqual([]);
  });
});

describe('what happens', () => {
  const intent = {
    type: 'intent',
    at: 0,
    id: 1,
    service: 'dm',
    peer: -1,
    state: 'refused',
  } as const;
  const news: readonly LiveEvent[] = [
    { type: 'configuration', at: 0, outcome: 'kept', changes: [], problem: 'line 3' },
    { type: 'service', at: 0, service: 'dm', state: 'failed' },
    { type: 'health', at: 0, health: 'slow', reason: '' },
    { ...intent, reason: 'CHAT_WRITE_FORBIDDEN' },
  ];

  test('is looked at soon where it may begin an incident, and not else', () => {
    const listener = listening();
    for (const event of news) listener.events.publish(event);
    expect(listener.news()).toBe(news.length);
    listener.events.publish({ ...intent, rule: 'window', reason: 'not now' });
    listener.events.publish({ type: 'service', at: 0, service: 'dm', state: 'started' });
    listener.stop();
    for (const event of news) listener.events.publish(event);
    expect(listener.news()).toBe(news.length);
  });

  test('to the files of the configuration is known until they are in force', () => {
    const { live, events } = listening();
    const kept = { type: 'configuration', at: 0, outcome: 'kept', changes: [] } as const;
    events.publish({ ...kept, problem: 'env:3: wrong' });
    expect(keptConfiguration(live.configurationProblem)).toMatchObject([
      { is: 'on', what: expect.stringContaining('env:3: wrong') },
    ]);
    events.publish({ ...kept, outcome: 'applied' });
    expect(keptConfiguration(live.configurationProblem)).toMatchObject([{ is: 'over' }]);
  });

  test('to pauses is seen from look to look', () => {
    const { live } = listening();
    expect([live.notePaused(false, 1), live.notePaused(true, 2)]).toEqual([undefined, undefined]);
    expect([live.notePaused(false, 3), live.notePaused(false, 4)]).toEqual([3, 3]);
  });
});

describe('an outage', () => {
  test('is one after five minutes, over after five, and neither while it comes and goes', () => {
    const outage = new Outage(START);
    const at = (minute: number) => outage.reach(START + minute * MINUTE).is;
    const note = (out: boolean, minute: number) => outage.note(out, START + minute * MINUTE);
    expect([at(0), at(5)]).toEqual(['unclear', 'there']);
    note(true, 6);
    note(true, 8);
    expect([at(10.9), at(11)]).toEqual(['unclear', 'out']);
    note(false, 12);
    note(true, 14);
    note(false, 16);
    expect([at(20.9), at(21)]).toEqual(['unclear', 'there']);
  });

  test('of the line begins with the event or at the look, whichever is first', () => {
    const { live, events } = listening();
    events.publish({ type: 'connection', at: START + MINUTE, state: 'offline' });
    live.noteLine('connecting', START + 2 * MINUTE);
    const [sight] = lostLine(live.line.reach(START + 6 * MINUTE), UTC);
    expect(sight).toMatchObject({ is: 'on', what: expect.stringContaining('2026-05-01 12:01') });
    live.noteLine('online', START + 7 * MINUTE);
    expect(lostLine(live.line.reach(START + 12 * MINUTE), UTC)).toMatchObject([{ is: 'over' }]);
  });
});

describe('the breaker', () => {
  const health = { health: 'spam-limited', reason: '', since: START, until: null } as const;
  const open = (since: number) => openedBreaker({ since, until: START + 60 * MINUTE }, health, UTC);

  test('is told when it opens after the account was told to be limited', () => {
    expect(open(START + 1)).toMatchObject([
      { is: 'on', code: 'BREAKER_OPEN', what: expect.stringContaining('until 2026-05-01 13:00') },
    ]);
  });

  test('that opens with the first word of it is told with that word, and never twice', () => {
    expect(open(START)).toEqual([]);
    expect(openedBreaker(undefined, health, UTC)).toEqual([]);
  });
});
