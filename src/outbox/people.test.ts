import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { draft, GROUP, meet, NO_LIMITS, NOON, SELF, TestRoad } from '../../test/support/road.js';
import type { IntentDraft } from '../core/intent.js';
import { DEFAULT_PEOPLE_LIMITS } from '../core/settings.js';
import { validateDraft } from './validate.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PERSON = 5_001;
const OTHER = 5_002;

const invite = (changes: Partial<IntentDraft> = {}): Partial<IntentDraft> => ({
  service: 'dm',
  peer: PERSON,
  ...changes,
});
const answer = { service: 'reply', budget: 'answer', priority: 'interactive' } as const;

describeFastestDatabase('what is said to people', (open) => {
  async function setUp(): Promise<TestRoad> {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 0 } };
    return road;
  }

  const said = async ({ database }: TestRoad) =>
    database.query(
      `select person_id as person, said, last_said_at as at from ${database.schema}.people order by 1`,
    );

  const began = async ({ database }: TestRoad) =>
    (
      await database.query<{ intent_id: number }>(
        `select intent_id from ${database.schema}.ledger where begins order by 1`,
      )
    ).map((row) => row.intent_id);

  test('ten messages to one person at once: the first goes, nine are refused with the reason', async () => {
    const road = await setUp();
    await meet(road.database, PERSON);
    const [first = 0, ...others] = await road.propose(
      ...Array.from({ length: 10 }, () => invite()),
    );
    await road.runFor(10 * MINUTE);
    expect(road.telegram.deliveries).toHaveLength(1);
    expect(await road.row(first)).toMatchObject({ state: 'sent' });
    for (const id of others) {
      expect(await road.row(id)).toMatchObject({
        state: 'refused',
        rule: 'person-interval',
        reason: '5 min between two messages to one person',
        attempts: 0,
      });
    }
  });

  test('one a minute for two hours, over restarts: six go, three in any hour, 5 min apart', async () => {
    const road = await setUp();
    await meet(road.database, PERSON);
    const minutes = Array.from({ length: 120 }, (_, n) => NOON + n * MINUTE);
    await road.propose(...minutes.map((notBefore) => invite({ notBefore })));
    for (let life = 0; life < 4; life++) await road.runFor(35 * MINUTE);
    expect(road.telegram.deliveries.map(({ at }) => (at - NOON) / MINUTE)).toEqual([
      0, 5, 10, 60, 65, 70,
    ]);
  });

  test('to many at once goes to each, as far as conversations may be begun; the rest the next day', async () => {
    const road = await setUp();
    for (let person = 1; person <= 14; person++) {
      await meet(road.database, person, { basis: 'imported', heard: person % 2 });
    }
    const peers = Array.from({ length: 14 }, (_, n) => n + 1);
    road.limits = {
      ...road.limits,
      people: { ...road.limits.people, newConversationsPerDay: 3 },
    };
    await road.propose(...peers.map((peer) => invite({ peer })));
    await road.runFor(HOUR);
    expect(road.telegram.deliveries).toHaveLength(10);
    expect(await began(road)).toHaveLength(3);
    const patient = () => road.sender({ pollMs: DAY });
    await road.runFor(DAY, patient());
    expect(road.telegram.deliveries).toHaveLength(13);
    await road.runFor(DAY, patient());
    expect(road.telegram.deliveries.map(({ peer }) => peer).sort((a, b) => a - b)).toEqual(peers);
    expect(await began(road)).toHaveLength(7);
  });

  test('begins a conversation by its first word only, and not with who wrote first', async () => {
    const road = await setUp();
    await meet(road.database, PERSON, { basis: 'imported', heard: 0 });
    await meet(road.database, OTHER);
    const [first = 0] = await road.propose(
      invite(),
      invite({ peer: OTHER }),
      invite({ notBefore: NOON + HOUR }),
      { peer: GROUP },
    );
    await road.runFor(2 * HOUR);
    expect(road.telegram.deliveries).toHaveLength(4);
    expect(await began(road)).toEqual([first]);
  });

  test('is counted with its person when it has arrived, once; not the operator’s words', async () => {
    const road = await setUp();
    await meet(road.database, PERSON);
    await meet(road.database, SELF, { heard: 0 });
    road.telegram.fates.push('lost-answer', 'lost');
    await road.propose(
      { ...answer, peer: PERSON },
      { service: 'operator', budget: 'operator', peer: SELF },
    );
    await road.runFor(MINUTE);
    expect(await said(road)).toEqual([
      { person: SELF, said: 0, at: null },
      { person: PERSON, said: 1, at: expect.any(Number) },
    ]);
  });

  test('answers wait for their turn and all go, in order', async () => {
    const road = await setUp();
    await meet(road.database, PERSON);
    await road.propose(...Array.from({ length: 4 }, () => ({ ...answer, peer: PERSON })));
    await road.runFor(MINUTE);
    expect(road.telegram.deliveries.map(({ at }) => (at - NOON) / 1_000)).toEqual([0, 3, 6, 9]);
  });

  test('keeps what it replies to, over a restart too', async () => {
    const road = await setUp();
    await road.propose({ ...answer, peer: GROUP, replyTo: 77, topicId: 5 }, { peer: GROUP });
    road.telegram.fates.push({ status: 'wait', scope: 'peer', code: 'SLOWMODE_WAIT_9', waitMs: 9 });
    await road.runFor(0);
    await road.runFor(MINUTE);
    expect(road.telegram.deliveries.map(({ replyTo, topicId }) => [replyTo, topicId])).toEqual([
      [77, 5],
      [77, 5],
      [undefined, undefined],
    ]);
  });
});

test.each([0, -1, 1.5, 2 ** 31])('message %p is none to reply to', (replyTo) => {
  expect(() => validateDraft(draft({ replyTo }))).toThrow(/no message.*Name the message/);
});
