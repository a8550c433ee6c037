import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  ACCOUNT,
  GROUP,
  meet,
  NOON,
  OTHER_GROUP,
  SELF,
  TestRoad,
} from '../../test/support/road.js';
import type { Outcome } from '../core/outcome.js';
import { activeRestrictions, liftRestrictionsOf } from './restrictions.js';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FLOOD = { status: 'spam-limited', code: 'PEER_FLOOD' } as const;
const PERSON = 5_001;
const THIRD_GROUP = -1_003;
const answer = { budget: 'answer', peer: PERSON } as const;
const unasked = { peer: PERSON } as const;
const settings = { threshold: 3, minCooldownMs: HOUR, maxCooldownMs: 4 * HOUR };

describeFastestDatabase('the spam-block breaker', (open) => {
  async function openRoad() {
    const road = new TestRoad(await open());
    road.allowedPeers = new Set([GROUP, OTHER_GROUP, THIRD_GROUP]);
    await meet(road.database, PERSON);
    return { road, sender: () => road.sender({ spamBreaker: () => settings }) };
  }

  const active = async (road: TestRoad) =>
    (await activeRestrictions(road.database, ACCOUNT, road.clock.now())).map(
      ({ scope, peer, until }) => ({ scope, peer, hours: (until - NOON) / HOUR }),
    );

  test('messages to people stop at the first, also answers; groups and the operator go on', async () => {
    const { road, sender } = await openRoad();
    road.telegram.fates.push(FLOOD);
    const operator = { service: 'operator', budget: 'operator', peer: SELF } as const;
    const [first = 0, , second = 0] = await road.propose(
      unasked,
      { peer: GROUP },
      answer,
      operator,
    );
    await road.runFor(MINUTE, sender());
    expect(await road.states()).toEqual({ queued: 2, sent: 2 });
    expect(await active(road)).toEqual([{ scope: 'people', hours: 1 }]);
    expect(await road.row(first)).toMatchObject({ next_at: NOON + HOUR, attempts: 1 });
    expect(await road.row(second)).toMatchObject({ rule: 'restriction', attempts: 0 });
    await road.runFor(HOUR, sender());
    expect(await road.states()).toEqual({ sent: 4 });
  });

  test('a chat that it is said of rests alone; the threshold, with nothing sent between, silences all', async () => {
    const { road, sender } = await openRoad();
    const slowly = (outcome: Outcome) => async () => {
      await road.clock.sleepUntil(road.clock.now() + SECOND);
      return outcome;
    };
    const sent = { status: 'sent', messageIds: [7], sentAt: NOON, duplicate: false } as const;
    road.telegram.fates.push(...[FLOOD, sent, FLOOD, FLOOD].map(slowly));
    await road.propose({}, { peer: OTHER_GROUP }, { peer: OTHER_GROUP }, { peer: THIRD_GROUP });
    await road.runFor(MINUTE, sender());
    const scopes = (await active(road)).map(({ scope }) => scope);
    expect(scopes.filter((scope) => scope === 'peer')).toHaveLength(3);
    expect(scopes).not.toContain('account');
    expect(road.telegram.deliveries).toHaveLength(4);

    // The third in a row comes an hour later, from the first chat that is tried again.
    road.telegram.fates.push(FLOOD);
    await road.runFor(HOUR, sender());
    expect(road.telegram.deliveries).toHaveLength(5);
    expect(await road.states()).toEqual({ queued: 3, sent: 1 });
    expect((await active(road)).map(({ scope }) => scope)).toContain('account');
  });

  test('each silence is twice as long, up to the longest', async () => {
    const { road } = await openRoad();
    road.telegram.fates.push(...Array.from({ length: 5 }, () => FLOOD));
    await road.propose({});
    const eager = () => road.sender({ spamBreaker: () => ({ ...settings, threshold: 1 }) });
    await road.runFor(20 * HOUR, eager());
    const at = road.telegram.deliveries.map((delivery) => (delivery.at - NOON) / HOUR);
    expect(at).toEqual([0, 1, 3, 7, 11, 15]);
    expect(await road.states()).toEqual({ sent: 1 });
  });

  test('lifted by hand it is over at once, and the errors before it count no more', async () => {
    const { road, sender } = await openRoad();
    road.telegram.fates.push(FLOOD, FLOOD, FLOOD);
    await road.propose({ peer: GROUP }, { peer: OTHER_GROUP }, { peer: THIRD_GROUP });
    await road.runFor(MINUTE, sender());
    expect((await active(road)).map(({ scope }) => scope)).toContain('account');
    await liftRestrictionsOf(road.database, ACCOUNT, 'PEER_FLOOD', road.clock.now());
    expect(await active(road)).toEqual([]);
    road.telegram.fates.push(FLOOD);
    await road.runFor(10 * SECOND, sender());
    expect(await road.states()).toEqual({ queued: 1, sent: 2 });
    expect((await active(road)).map(({ scope }) => scope)).not.toContain('account');
  });
});
