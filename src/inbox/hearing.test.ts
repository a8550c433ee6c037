import { expect, jest, test } from '@jest/globals';
import { describeDatabases } from '../../test/support/databases.js';
import { ScriptedMessenger } from '../../test/support/scripted-messenger.js';
import type { Database } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { Logger } from '../core/logger.js';
import type { HistoryMessage } from '../core/messenger.js';
import { Activity } from '../lib/activity.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { createHearing } from './hearing.js';

const account = 'user:7';
const chat = -1001;
const noon = Date.UTC(2026, 5, 1, 12);
const never = new AbortController().signal;

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};

function stage(real: Database) {
  const activity = new Activity();
  const failures: Error[] = [];
  const database: Database = {
    ...real,
    query: (sql, params) => activity.track(real.query(sql, params)),
    transaction: (work) => {
      const failure = failures.shift();
      return activity.track(failure ? Promise.reject(failure) : real.transaction(work));
    },
  };
  const clock = new VirtualClock(noon, () => activity.quiet());
  const messenger = new ScriptedMessenger();
  const published: LiveEvent[] = [];
  const spoke: number[] = [];
  const hearing = createHearing({
    account,
    messenger,
    database,
    clock,
    logger: silent,
    events: { publish: (event) => published.push(event), subscribe: () => () => {} },
    onSpoke: (peer) => spoke.push(peer),
  });
  const stop = new AbortController();
  const running = hearing.run(stop.signal);
  const said = (messageId: number, own = false, at = noon, peer = chat) =>
    messenger.hear({ peer, messageId, at, own, text: `message ${messageId}` });
  const end = async () => {
    stop.abort();
    await running;
  };
  const chats = () =>
    real.query(
      `select peer_id, last_heard_id, last_heard_at, last_own_id, last_own_at
         from ${real.schema}.chats order by peer_id`,
    );
  const hours = () =>
    real.query(`select hour, heard from ${real.schema}.activity order by peer_id, hour`);
  return { hearing, messenger, clock, published, spoke, failures, said, end, chats, hours };
}

function past(id: number, own: boolean, at = noon - 60_000): HistoryMessage {
  return { id, at, own, text: `message ${id}` };
}

describeDatabases('hearing', (open) => {
  test('remembers who spoke last in each chat, and counts the others by the hour', async () => {
    const { said, end, chats, hours, spoke } = stage(await open());
    said(1);
    said(2, true);
    said(3, false, noon + 3_600_000);
    said(4, false, noon + 3_601_000);
    said(9, true, noon, -2002);
    await end();
    expect(await chats()).toEqual([
      {
        peer_id: -2002,
        last_heard_id: null,
        last_heard_at: null,
        last_own_id: 9,
        last_own_at: noon,
      },
      {
        peer_id: chat,
        last_heard_id: 4,
        last_heard_at: noon + 3_601_000,
        last_own_id: 2,
        last_own_at: noon,
      },
    ]);
    expect(await hours()).toEqual([
      { hour: noon, heard: 1 },
      { hour: noon + 3_600_000, heard: 2 },
    ]);
    expect(spoke).toEqual([chat]);
  });

  test('publishes what it hears in order, without waiting for the database', async () => {
    const { said, end, published } = stage(await open());
    for (const id of [1, 2, 3]) said(id, id === 2);
    const texts = published.map((event) => event.type === 'heard' && [event.text, event.own]);
    expect(texts).toEqual([
      ['message 1', false],
      ['message 2', true],
      ['message 3', false],
    ]);
    await end();
  });

  test('wakes what waits only once the database knows that somebody spoke', async () => {
    const { said, end, chats, spoke, clock } = stage(await open());
    said(1, true);
    await clock.run(noon + 1);
    expect(spoke).toEqual([]);
    said(2);
    expect(spoke).toEqual([]);
    await clock.run(noon + 2);
    expect(spoke).toEqual([chat]);
    expect(await chats()).toMatchObject([{ last_heard_id: 2 }]);
    await end();
  });

  test('what is heard twice, or late, counts once and moves nothing back', async () => {
    const { said, end, chats, hours, clock } = stage(await open());
    said(5);
    said(5);
    await clock.run(noon + 1);
    said(5);
    await clock.run(noon + 2);
    said(3, false, noon - 5000);
    await end();
    expect(await chats()).toMatchObject([{ last_heard_id: 5, last_heard_at: noon }]);
    expect(await hours()).toEqual([{ hour: noon, heard: 1 }]);
  });

  test('loses nothing, and counts nothing twice, when the database is away for a while', async () => {
    const { said, end, chats, hours, clock, failures } = stage(await open());
    failures.push(new Error('away'), new Error('still away'));
    said(1);
    await clock.run(noon);
    said(2);
    await clock.run(noon + 60_000);
    expect(await chats()).toMatchObject([{ last_heard_id: 2 }]);
    expect(await hours()).toEqual([{ hour: noon, heard: 2 }]);
    await end();
  });

  test('a refresh makes up for what was said while nobody listened', async () => {
    const { hearing, messenger, end, chats, hours, spoke, clock } = stage(await open());
    messenger.messages.set(chat, [past(12, false), past(11, true), past(10, false)]);
    await clock.during(hearing.refresh(chat, never));
    expect(await chats()).toMatchObject([{ last_heard_id: 12, last_own_id: 11 }]);
    expect(await hours()).toEqual([{ hour: noon - 3_600_000, heard: 2 }]);
    expect(spoke).toEqual([chat]);
    await clock.during(hearing.refresh(chat, never));
    expect(await hours()).toEqual([{ hour: noon - 3_600_000, heard: 2 }]);
    expect(spoke).toEqual([chat]);
    await end();
  });

  test('reads its chats again after a reconnect, until that has worked', async () => {
    const { hearing, messenger, end, chats, clock } = stage(await open());
    await clock.during(hearing.refresh(chat, never));
    messenger.turn('offline');
    messenger.messages.set(chat, [past(20, false)]);
    messenger.historyFails = new Error('not yet');
    messenger.turn('online');
    await clock.run(noon + 1);
    expect(await chats()).toEqual([]);
    messenger.historyFails = undefined;
    await clock.run(noon + 10_000);
    expect(await chats()).toMatchObject([{ last_heard_id: 20 }]);
    await end();
  });

  test('forgets how lively a chat was more than a week ago', async () => {
    const { said, end, hours, clock } = stage(await open());
    const later = noon + 10 * 24 * 3_600_000;
    said(1);
    await clock.run(later);
    said(2, false, later);
    await end();
    expect(await hours()).toEqual([{ hour: later, heard: 1 }]);
  });

  test('leaves nobody listening, and says so when the last words could not be written', async () => {
    const { said, end, messenger, failures, clock } = stage(await open());
    const warn = jest.spyOn(silent, 'warn');
    said(1);
    failures.push(new Error('away'), new Error('away'));
    await clock.run(noon);
    await end();
    expect(messenger.listeners).toBe(0);
    expect(clock.sleeping).toBe(0);
    expect(warn).toHaveBeenCalledWith('what was heard last could not be written');
    warn.mockRestore();
  });
});
