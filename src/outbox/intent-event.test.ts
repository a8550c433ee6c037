import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { NOON, TestRoad } from '../../test/support/road.js';
import type { Outcome } from '../core/outcome.js';
import type { IntentEvent } from './intent-event.js';

const SENT: Outcome = { status: 'sent', messageIds: [1], sentAt: NOON, duplicate: false };

describeFastestDatabase('what is told of an attempt', (open) => {
  test('is how long it took, how late it was, and what Telegram answered', async () => {
    const road = new TestRoad(await open());
    const after = (ms: number, outcome: Outcome) => async () => {
      await road.clock.sleepUntil(road.clock.now() + ms);
      return outcome;
    };
    road.telegram.fates.push(
      after(200, { status: 'wait', scope: 'account', code: 'FLOOD_WAIT_60', waitMs: 60_000 }),
      after(700, SENT),
      after(900, { status: 'refused', scope: 'intent', code: 'TOPIC_CLOSED', reason: 'It is.' }),
      after(100, { status: 'spam-limited', code: 'PEER_FLOOD' }),
    );
    await road.propose({ notBefore: NOON - 5_000 });
    await road.propose({});
    await road.propose({});
    await road.runFor(3 * 60_000);
    const told = road.events.filter(
      (event): event is IntentEvent => event.type === 'intent' && event.answeredInMs !== undefined,
    );
    const figures = told.map(({ state, code, answeredInMs, lateMs }) => ({
      ...{ state, code, answeredInMs, lateMs },
    }));
    expect(figures).toEqual([
      { state: 'queued', code: 'FLOOD_WAIT_60', answeredInMs: 200, lateMs: undefined },
      { state: 'sent', code: undefined, answeredInMs: 700, lateMs: 65_900 },
      { state: 'failed', code: 'TOPIC_CLOSED', answeredInMs: 900, lateMs: undefined },
      { state: 'queued', code: 'PEER_FLOOD', answeredInMs: 100, lateMs: undefined },
    ]);
  });
});
