import { expect, test } from '@jest/globals';
import { describeFastestDatabase, describePostgres } from '../../test/support/databases.js';
import {
  ACCOUNT,
  GROUP,
  meet,
  NOON,
  OTHER_GROUP,
  SELF,
  TestRoad,
} from '../../test/support/road.js';
import type { Guard } from '../core/guard.js';
import type { IntentDraft } from '../core/intent.js';
import type { Cancelled } from '../core/outbox.js';
import { createGuard } from '../guard/guard.js';
import { cancel } from './cancel.js';
import { IDS_REMEMBERED_MS } from './perform.js';
import { why } from './why.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PERSON = 5_001;
const OTHER = 5_002;
const THREAD = `dm:${PERSON}`;
const reason = 'the person opted out';

const invite = (changes: Partial<IntentDraft> = {}): Partial<IntentDraft> => ({
  service: 'dm',
  peer: PERSON,
  thread: THREAD,
  ...changes,
});

const withdraw = (road: TestRoad, what: Cancelled['what'], at = road.clock.now()) =>
  road.database.transaction((tx) => cancel(tx, { account: ACCOUNT, what, reason }, at));

describeFastestDatabase('what is taken back', (open) => {
  async function setUp(): Promise<TestRoad> {
    const road = new TestRoad(await open());
    await meet(road.database, PERSON);
    await meet(road.database, OTHER);
    return road;
  }

  test('by its thread never goes, and says why; other threads go on', async () => {
    const road = await setUp();
    const [first = 0, second = 0, , elsewhere = 0] = await road.propose(
      invite({ notBefore: NOON + MINUTE }),
      invite(),
      invite({ account: 'another', lane: 'another' }),
      invite({ thread: 'dm:else', peer: OTHER }),
    );
    expect(await withdraw(road, { thread: THREAD })).toEqual(
      [second, first].map((id) => ({
        type: 'intent',
        at: NOON,
        id,
        service: 'dm',
        peer: PERSON,
        state: 'refused',
        reason,
      })),
    );
    await road.runFor(5 * MINUTE);
    expect(road.telegram.deliveries.map(({ peer }) => peer)).toEqual([OTHER]);
    expect(await road.row(first)).toMatchObject({ state: 'refused', rule: 'cancelled', reason });
    expect(await road.row(elsewhere)).toMatchObject({ state: 'sent' });
    expect((await why(road.database, ACCOUNT, first, 'UTC')).sentences.at(-1)).toBe(
      `It was not sent and will not be (refused at 2026-06-10 12:00:00 UTC): ${reason}.`,
    );
    expect(await withdraw(road, { thread: THREAD })).toEqual([]);
  });

  test('by its peer is what any service wants said there, but not the operator’s own words', async () => {
    const road = await setUp();
    const [answer = 0, , mine = 0] = await road.propose(
      { service: 'reply', budget: 'answer', peer: SELF, notBefore: NOON + MINUTE },
      invite(),
      { service: 'operator', budget: 'operator', peer: SELF },
    );
    expect(await withdraw(road, { peer: SELF })).toMatchObject([{ id: answer }]);
    await road.runFor(5 * MINUTE);
    expect(await road.row(mine)).toMatchObject({ state: 'sent' });
    expect(await road.states()).toEqual({ refused: 1, sent: 2 });
  });

  test('is what waits; what is being sent goes on, and nothing after it', async () => {
    const road = await setUp();
    road.telegram.fates.push(async () => {
      await road.clock.sleepUntil(road.clock.now() + 10 * SECOND);
      return { status: 'sent', messageIds: [1], sentAt: road.clock.now(), duplicate: false };
    });
    const [sending = 0, waiting = 0] = await road.propose(invite(), invite());
    const stop = new AbortController();
    const run = road.sender().run(stop.signal);
    await road.clock.run(NOON + SECOND);
    expect(await withdraw(road, { peer: PERSON })).toMatchObject([{ id: waiting }]);
    await road.clock.run(NOON + 10 * MINUTE);
    stop.abort();
    await road.clock.during(run);
    expect(await road.row(sending)).toMatchObject({ state: 'sent' });
    expect(await road.row(waiting)).toMatchObject({ state: 'refused', rule: 'cancelled' });
    expect(road.telegram.deliveries).toHaveLength(1);
  });

  test.each([
    ['arrived is found', 'lost-answer', { state: 'sent', message_ids: [1] }],
    ['did not arrive ends', 'lost', { state: 'refused', rule: 'consent', message_ids: null }],
  ] as const)('in doubt is not repeated after an opt-out: what %s', async (_, fate, end) => {
    const road = await setUp();
    road.telegram.fates.push(fate);
    const [id = 0] = await road.propose(invite());
    await road.runFor(100);
    await meet(road.database, PERSON, { refusedAt: road.clock.now() });
    expect(await withdraw(road, { peer: PERSON })).toEqual([]);
    await road.runFor(2 * IDS_REMEMBERED_MS);
    expect(await road.row(id)).toMatchObject(end);
    expect(road.telegram.deliveries).toHaveLength(1);
  });
});

describePostgres('what is taken back meanwhile', (open) => {
  test('never goes, though the guard had let it go already', async () => {
    const db = await open();
    const road = new TestRoad(db);
    await meet(db, PERSON);
    const [id = 0] = await road.propose(invite());
    const another = await db.another();
    let cancelling: Promise<void> = Promise.resolve();
    let commit = () => {};
    const decided = new Promise<void>((resolve) => {
      commit = resolve;
    });
    await new Promise<void>((said) => {
      cancelling = another.transaction(async (tx) => {
        await cancel(tx, { account: ACCOUNT, what: { peer: PERSON }, reason }, NOON);
        said();
        await decided;
      });
    });
    const guard = createGuard({
      limits: () => road.limits,
      allowedPeers: () => new Set([GROUP, OTHER_GROUP]),
      ownPeers: () => new Set(),
      forgottenHash: () => undefined,
    });
    const verdicts: string[] = [];
    const slow: Guard = {
      async decide(tx, intent, now) {
        const decision = await guard.decide(tx, intent, now);
        verdicts.push(decision.verdict.type);
        commit();
        await cancelling;
        return decision;
      },
      foresee: guard.foresee,
    };
    await road.runFor(MINUTE, road.sender({ guard: slow }));
    expect(verdicts).toEqual(['allow']);
    expect(road.telegram.deliveries).toEqual([]);
    expect(await road.row(id)).toMatchObject({ state: 'refused', rule: 'cancelled', attempts: 0 });
    expect(await road.ledger()).toEqual([]);
  });

  test('is found by an index, however much was said before', async () => {
    const db = await open();
    await db.query(
      `insert into ${db.schema}.outbox (account, service, budget, lane, thread, op, peer_id, content,
         random_ids, dedupe_key, priority, state, not_before, next_at, created_at)
       select $1, 'dm', 'unsolicited', $1, 'dm:' || n % 5000, 'send', n % 5000, '{}', '{1}', n, 1,
         case when n % 5 = 0 then 'queued' else 'sent' end, $2, $2, $2 from generate_series(1, 20000) n`,
      [ACCOUNT, new Date(NOON)],
    );
    await db.query(`analyze ${db.schema}.outbox`);
    const plans: string[] = [];
    const watched = {
      schema: db.schema,
      query: async (sql: string, params?: readonly unknown[]) => {
        const lines = await db.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, params);
        plans.push(...lines.map((line) => line['QUERY PLAN']));
        return [];
      },
    };
    for (const what of [{ peer: PERSON % 5_000 }, { thread: 'dm:7' }]) {
      await cancel(watched, { account: ACCOUNT, what, reason }, NOON);
    }
    const scans = plans.filter((line) => /Scan .*on outbox/.test(line));
    expect(scans.length).toBeGreaterThan(2);
    expect(scans.join('\n')).not.toMatch(/Seq Scan/);
  });
});
