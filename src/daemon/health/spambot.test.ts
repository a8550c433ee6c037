import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, NOON, TestRoad } from '../../../test/support/road.js';
import type { HistoryMessage, Resolution } from '../../core/messenger.js';
import { createEventBus } from '../../lib/event-bus.js';
import { createOutbox } from '../../outbox/outbox.js';
import { activeRestrictions, addRestriction } from '../../outbox/restrictions.js';
import type { Sender } from '../../outbox/sender.js';
import { SpamBotDesk } from './spambot.js';

const MINUTE = 60_000;
const SPAM_BOT = 178_220_800;
const FREE = 'Good news, no limits are currently applied to your account. You’re free as a bird!';
const LIMITED = 'Your account is now limited until 11 Jun 2026, 12:00 UTC.';
const LIMITED_UNTIL = Date.UTC(2026, 5, 11, 12);

const found = (username: string, kind: 'user' | 'channel' = 'user'): Resolution => ({
  status: 'found',
  peer: { id: SPAM_BOT, kind, title: 'Spam Info Bot', username },
});

describeFastestDatabase('the question to @SpamBot', (open) => {
  /** The road with a bot at its end that answers so long after it was asked, if at all. */
  async function stage(answer?: string, afterMs = 1_500) {
    const road = new TestRoad(await open());
    road.ownPeers = new Set([SPAM_BOT]);
    const events = createEventBus();
    events.subscribe((event) => void road.events.push(event));
    const sender: Sender = road.sender({ events });
    const outbox = createOutbox({ clock: road.clock, events, kick: () => sender.kick() });
    const state = { changes: 0, resolution: found('SpamBot'), answer };
    const history = async (): Promise<readonly HistoryMessage[]> => {
      const asked = road.telegram.arrived.filter(({ peer }) => peer === SPAM_BOT);
      const messages = asked.flatMap(({ id, at }): HistoryMessage[] => [
        { id: id * 10, at, own: true, text: '/start' },
        ...(state.answer !== undefined && road.clock.now() >= at + afterMs
          ? [{ id: id * 10 + 1, at, own: false, text: state.answer }]
          : []),
      ]);
      const older = { id: 3, at: NOON - MINUTE, own: false, text: 'what it said last year' };
      return [older, ...messages].reverse();
    };
    // Its ids count as the account's: tens.
    const deliver = road.telegram.deliver.bind(road.telegram);
    road.telegram.deliver = async (delivery, signal) => {
      const outcome = await deliver(delivery, signal);
      if (outcome.status !== 'sent') return outcome;
      return { ...outcome, messageIds: outcome.messageIds.map((id) => id * 10) };
    };
    const desk = new SpamBotDesk({
      account: ACCOUNT,
      messenger: { resolve: async () => state.resolution, history },
      clock: road.clock,
      database: road.database,
      events,
      outbox,
      onChange: () => void state.changes++,
    });
    /** Asks while a sender runs. */
    const ask = async () => {
      const stop = new AbortController();
      const run = sender.run(stop.signal);
      const report = await road.clock.during(
        desk.ask(stop.signal).catch((error: unknown) => error),
      );
      stop.abort(new Error('stop'));
      await road.clock.during(run);
      return report;
    };
    const restrictions = () => activeRestrictions(road.database, ACCOUNT, road.clock.now());
    return { road, state, ask, restrictions };
  }

  test('goes as an intent of the operator’s, and brings back the bot’s own words', async () => {
    const { road, ask, restrictions } = await stage(FREE);
    expect(await ask()).toEqual({
      asked: 'now',
      askedAt: NOON,
      words: FREE,
      problem: null,
      read: { kind: 'free' },
    });
    expect(road.telegram.deliveries).toMatchObject([
      { peer: SPAM_BOT, content: { kind: 'text', text: '/start' } },
    ]);
    expect(await restrictions()).toEqual([]);
  });

  test('passes windows, caps and targets', async () => {
    const { road, ask } = await stage(FREE);
    road.limits = {
      ...road.limits,
      messagesPerDay: 0,
      messagesPerHour: 0,
      activeWindows: [{ startMinute: 0, endMinute: 1 }],
    };
    road.allowedPeers = new Set();
    expect(await ask()).toMatchObject({ words: FREE });
  });

  test('passes the silence after PEER_FLOOD, which it is for', async () => {
    const { road, ask } = await stage(LIMITED);
    for (const scope of ['people', 'account'] as const) {
      await addRestriction(road.database, {
        account: ACCOUNT,
        scope,
        ...(scope === 'account' ? { budget: 'unsolicited' } : {}),
        code: 'PEER_FLOOD',
        reason: 'strangers',
        since: NOON,
        until: NOON + 60 * MINUTE,
      });
    }
    expect(await ask()).toMatchObject({ words: LIMITED });
  });

  test('does not pass a flood wait: it says so, and is not asked later', async () => {
    const { road, ask } = await stage(FREE);
    await addRestriction(road.database, {
      account: ACCOUNT,
      scope: 'account',
      code: 'FLOOD_WAIT_3600',
      reason: 'FLOOD_WAIT_3600: Telegram asks to wait 1 h',
      since: NOON,
      until: NOON + 60 * MINUTE,
    });
    expect(await ask()).toMatchObject({
      words: null,
      problem: expect.stringContaining('Telegram asks to wait 1 h'),
    });
    await road.runFor(120 * MINUTE);
    expect(road.telegram.deliveries).toEqual([]);
  });

  test('what limits it, and until when, is in force from then on; that it is over, too', async () => {
    const { road, state, ask, restrictions } = await stage(LIMITED);
    expect(await ask()).toMatchObject({ read: { kind: 'limited', until: LIMITED_UNTIL } });
    expect(await restrictions()).toMatchObject([
      { scope: 'account', budget: 'unsolicited', code: 'SPAMBOT_LIMITED', until: LIMITED_UNTIL },
    ]);
    expect(state.changes).toBe(1);
    await road.clock.run(road.clock.now() + 11 * MINUTE);
    state.answer = FREE;
    expect(await ask()).toMatchObject({ asked: 'now', read: { kind: 'free' } });
    expect(await restrictions()).toEqual([]);
    expect(state.changes).toBe(2);
  });

  test('words that cannot be read are shown as they are, and change nothing', async () => {
    const { state, ask, restrictions } = await stage('Ваш аккаунт ограничен до 30 сентября.');
    expect(await ask()).toMatchObject({
      words: 'Ваш аккаунт ограничен до 30 сентября.',
      read: { kind: 'unreadable' },
    });
    expect(await restrictions()).toEqual([]);
    expect(state.changes).toBe(0);
  });

  test('is put once in ten minutes, however often it is asked for; the answer is read again', async () => {
    const { road, state, ask } = await stage(undefined);
    expect(await ask()).toMatchObject({
      asked: 'now',
      words: null,
      problem: 'the bot has not answered',
    });
    expect(road.clock.now() - NOON).toBeLessThan(35_000);
    state.answer = FREE;
    expect(await ask()).toMatchObject({ asked: 'earlier', askedAt: NOON, words: FREE });
    expect(road.telegram.deliveries).toHaveLength(1);
    await road.clock.run(NOON + 11 * MINUTE);
    expect(await ask()).toMatchObject({ asked: 'now' });
    expect(road.telegram.deliveries).toHaveLength(2);
  });

  test.each([
    ['somebody of another name', found('SpamB0t')],
    ['a channel of its name', found('SpamBot', 'channel')],
    [
      'nobody',
      { status: 'not-found', code: 'NOT_FOUND', reason: 'There is no such name' } as const,
    ],
  ])('never goes to %s', async (_who, resolution) => {
    const { road, state, ask } = await stage(FREE);
    state.resolution = resolution;
    expect(await ask()).toMatchObject({ code: 'INTENT_INVALID' });
    expect(road.telegram.deliveries).toEqual([]);
  });
});
