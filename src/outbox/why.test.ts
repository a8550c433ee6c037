import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, meet, NO_LIMITS, NOON, OTHER_GROUP, TestRoad } from '../../test/support/road.js';
import { queueSummary } from './queue-summary.js';
import { newestIntent, why } from './why.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PERSON = 5_001;

describeFastestDatabase('an account of what happened', (open) => {
  test('tells of a wait, its rule and figure, and of the sending', async () => {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, activeWindows: [{ startMinute: 1_080, endMinute: 1_440 }] };
    const [id = 0] = await road.propose({});
    await road.runFor(HOUR);
    const waiting = (await why(road.database, ACCOUNT, id, 'UTC')).sentences.join('\n');
    expect(waiting).toMatch(
      /waits until 2026-06-10 18:00:00 UTC. window: outside the active hours/,
    );
    expect(waiting).toMatch(/2026-06-10 12:00 UTC/);
    await road.runFor(6 * HOUR);
    const sent = (await why(road.database, ACCOUNT, id, 'UTC')).sentences.join('\n');
    expect(sent).toMatch(/every rule let it go/);
    expect(sent).toMatch(/sent at 2026-06-10 18:00:00 UTC as message 1, 6 h after it was proposed/);
  });

  test('tells the time by the wall clock of the customer', async () => {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, timeZone: 'Europe/Istanbul' };
    const [id = 0] = await road.propose({});
    await road.runFor(MINUTE);
    const story = (await why(road.database, ACCOUNT, id, road.limits.timeZone)).sentences.join(
      '\n',
    );
    expect(story).toMatch(/proposed at 2026-06-10 15:00:00 Europe\/Istanbul/);
    expect(story).not.toMatch(/12:00/);
  });

  test('tells of a refusal', async () => {
    const road = new TestRoad(await open());
    const [id = 0] = await road.propose({ peer: -55 });
    await road.runFor(MINUTE);
    expect((await why(road.database, ACCOUNT, id, 'UTC')).sentences.at(-1)).toMatch(
      /will not be \(refused.*not one of the configured groups/,
    );
  });

  test('names what stands before it in line', async () => {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, minIntervalMs: HOUR };
    const [, second = 0, third = 0] = await road.propose({}, { peer: OTHER_GROUP }, {});
    await road.runFor(MINUTE);
    expect((await why(road.database, ACCOUNT, third, 'UTC')).sentences.at(-1)).toMatch(
      `in line behind message ${second}, which minimum-interval holds`,
    );
  });

  test('tells of a person who opted out, in words', async () => {
    const road = new TestRoad(await open());
    await meet(road.database, PERSON, { refusedAt: NOON });
    const [id = 0] = await road.propose({ service: 'dm', peer: PERSON });
    await road.runFor(MINUTE);
    expect((await why(road.database, ACCOUNT, id, 'UTC')).sentences.at(-1)).toBe(
      'It was not sent and will not be (refused at 2026-06-10 12:00:00 UTC): ' +
        'no consent: opted out on 2026-06-10 12:00 UTC by the word "stop".',
    );
  });

  test('puts nobody in line behind a person who waits alone', async () => {
    const road = new TestRoad(await open());
    const people = { ...NO_LIMITS.people, newConversationsPerDay: 1 };
    road.limits = { ...NO_LIMITS, people };
    for (const person of [PERSON, PERSON + 1, PERSON + 2]) {
      await meet(road.database, person, { basis: 'imported', heard: 0 });
    }
    const to = (peer: number) => ({ service: 'dm', peer }) as const;
    await road.propose(to(PERSON), to(PERSON + 1));
    await road.runFor(MINUTE);
    const [later = 0, alone = 0, behind = 0] = await road.propose(
      { ...to(PERSON + 1), notBefore: NOON + 48 * HOUR },
      to(PERSON + 2),
      to(PERSON + 1),
    );
    const last = async (id: number) =>
      (await why(road.database, ACCOUNT, id, 'UTC')).sentences.at(-1);
    expect(await last(alone)).toMatch(/^It is queued and looked at again/);
    expect(await last(later)).toMatch(/^It is queued and looked at again/);
    expect(await last(behind)).toMatch(/in line behind message \d+, which new-conversations holds/);
    const { waiting, next } = await queueSummary(
      road.database,
      ACCOUNT,
      road.limits,
      road.clock.now(),
    );
    expect(waiting).toEqual({ 'new-conversations': 2 });
    expect(next?.id).toBe(alone);
  });

  test('counts what waits for the answers of the day behind the one that was asked', async () => {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, people: { ...NO_LIMITS.people, answersPerDay: 1 } };
    const answer = { service: 'reply', budget: 'answer' } as const;
    await road.propose(answer, { ...answer, peer: OTHER_GROUP }, { ...answer, peer: -1_003 });
    await road.runFor(MINUTE);
    const summary = await queueSummary(road.database, ACCOUNT, road.limits, road.clock.now());
    expect(summary.waiting).toEqual({ 'answer-cap': 2 });
    expect(summary.next?.at).toBe(NOON + 12 * HOUR);
  });

  test('knows the newest, and says when there is nothing of that number', async () => {
    const road = new TestRoad(await open());
    expect(await newestIntent(road.database, ACCOUNT)).toBeUndefined();
    const [, last] = await road.propose({}, {});
    expect(await newestIntent(road.database, ACCOUNT)).toBe(last);
    expect((await why(road.database, ACCOUNT, 999, 'UTC')).sentences).toHaveLength(1);
    expect((await why(road.database, 'another', last ?? 0, 'UTC')).sentences).toHaveLength(1);
  });

  test('sums up the queue: states, what waits for which rule, what is next, what is spent', async () => {
    const road = new TestRoad(await open());
    road.limits = { ...NO_LIMITS, messagesPerHour: 2, messagesPerDay: 9, timeZone: 'Asia/Tokyo' };
    const [, second = 0] = await road.propose({}, {}, {}, { notBefore: NOON + 5 * HOUR });
    await road.runFor(MINUTE);
    expect(await queueSummary(road.database, ACCOUNT, road.limits, road.clock.now())).toEqual({
      states: {
        draft: 0,
        queued: 3,
        sending: 0,
        sent: 1,
        refused: 0,
        failed: 0,
        expired: 0,
        unknown: 0,
      },
      waiting: { 'hour-cap': 2 },
      next: {
        id: second,
        peer: -1_001,
        at: NOON + 30 * MINUTE,
        rule: 'hour-cap',
        reason: '2 an hour are spread: one every 30 min',
      },
      spent: { today: 1, dayCap: 9, lastHour: 1, hourCap: 2 },
    });
  });
});
