import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  ACCOUNT,
  GROUP,
  intentOf,
  meet,
  NO_LIMITS,
  NOON,
  OTHER_GROUP,
  SELF,
} from '../../test/support/road.js';
import type { Database } from '../core/database.js';
import type { Decision, RuleName } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import { DEFAULT_PEOPLE_LIMITS, type PeopleLimits } from '../core/settings.js';
import { createGuard } from './guard.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PERSON = 5_001;
const OTHER = 5_002;
const INVITE: Partial<Intent> = { id: 9, service: 'dm', peer: PERSON };
const ANSWER: Partial<Intent> = { id: 9, service: 'reply', budget: 'answer', peer: PERSON };
const HASH = new Uint8Array([1, 2, 255]);

interface Circumstances {
  readonly now?: number;
  readonly people?: Partial<PeopleLimits>;
  readonly hash?: Uint8Array;
}

async function decide(
  db: Database,
  intent: Partial<Intent>,
  { now = NOON, people = {}, hash }: Circumstances = {},
): Promise<Decision & { readonly figure: (rule: RuleName) => string | undefined }> {
  const guard = createGuard({
    limits: () => ({
      ...NO_LIMITS,
      people: { ...DEFAULT_PEOPLE_LIMITS, warmUpDays: 0, ...people },
    }),
    allowedPeers: () => new Set([GROUP, OTHER_GROUP]),
    ownPeers: () => new Set([SELF]),
    forgottenHash: (person) => (person === PERSON ? hash : undefined),
  });
  const decision = await guard.decide(db, intentOf(intent), now);
  const figures = new Map(decision.trace.map(({ rule, verdict }) => [rule, verdict.figure]));
  return { ...decision, figure: (rule) => figures.get(rule) };
}

interface Entry {
  readonly peer?: number;
  readonly budget?: string;
  readonly outcome?: string;
  readonly begins?: boolean;
}

async function spend(db: Database, id: number, at: number, entry: Entry = {}): Promise<void> {
  const { peer = PERSON, budget = 'unsolicited', outcome = 'sent', begins = false } = entry;
  await db.query(
    `insert into ${db.schema}.ledger
       (intent_id, account, service, budget, peer_id, at, outcome, begins)
     values ($1, $2, 'dm', $3, $4, $5, $6, $7)`,
    [id, ACCOUNT, budget, peer, new Date(at), outcome, begins],
  );
}

describeFastestDatabase('the guard before a message to a person', (open) => {
  test('asks for consent, and for this account', async () => {
    const db = await open();
    await meet(db, PERSON, { account: 'another' });
    expect(await decide(db, INVITE)).toMatchObject({ rule: 'consent' });
    await meet(db, PERSON, { basis: null });
    expect(await decide(db, INVITE)).toMatchObject({ rule: 'consent' });
    await meet(db, PERSON);
    const decision = await decide(db, INVITE);
    expect(decision.verdict.type).toBe('allow');
    expect(decision.figure('consent')).toBe('wrote_first: private message 1');
  });

  test('takes a refusal for an end, whatever came before', async () => {
    const db = await open();
    await meet(db, PERSON, { refusedAt: NOON - HOUR });
    for (const intent of [INVITE, ANSWER, { ...INVITE, service: 'message' as const }]) {
      const { rule, verdict } = await decide(db, intent);
      expect(rule).toBe('consent');
      expect(verdict).toMatchObject({ type: 'refuse', reason: expect.stringMatching(/"stop"/) });
    }
  });

  test('knows who was forgotten by the hash alone', async () => {
    const db = await open();
    await meet(db, PERSON);
    const another = new Uint8Array([1, 2, 254]);
    await db.query(
      `insert into ${db.schema}.forgotten (account, person_hash, key_id, at) values ($1, $2, 'k', $3)`,
      [ACCOUNT, Buffer.from(HASH), new Date(NOON)],
    );
    expect((await decide(db, INVITE, { hash: another })).verdict.type).toBe('allow');
    const { rule, verdict } = await decide(db, ANSWER, { hash: HASH });
    expect(rule).toBe('consent');
    expect(verdict).toMatchObject({ reason: expect.stringMatching(/forgotten/) });
  });

  test('lets the operator write to the account itself and to nobody else', async () => {
    const db = await open();
    await meet(db, PERSON);
    const operator = { service: 'operator', budget: 'operator' } as const;
    expect((await decide(db, { ...operator, peer: SELF })).verdict.type).toBe('allow');
    expect(await decide(db, { ...operator, peer: PERSON })).toMatchObject({ rule: 'consent' });
  });

  test("leaves the operator's chats alone while they are, and not when they were given back", async () => {
    const db = await open();
    await meet(db, PERSON);
    const takenOver = (at: Date | null) =>
      db.query(
        `insert into ${db.schema}.chats as chat (account, peer_id, taken_over_id, taken_over_at)
         values ($1, $2, 5, $3) on conflict (account, peer_id) do update set taken_over_at = $3`,
        [ACCOUNT, PERSON, at],
      );
    await takenOver(new Date(NOON - HOUR));
    expect(await decide(db, ANSWER)).toMatchObject({ rule: 'takeover' });
    expect((await decide(db, ANSWER, { people: { takeoverMs: HOUR } })).verdict.type).toBe('allow');
    await takenOver(null);
    expect((await decide(db, ANSWER)).verdict.type).toBe('allow');
  });

  test('counts what went to that person, in whatever doubt, and no answers', async () => {
    const db = await open();
    await meet(db, PERSON);
    await spend(db, 1, NOON - HOUR);
    await spend(db, 2, NOON - HOUR + 1, { outcome: 'unknown' });
    await spend(db, 3, NOON - 301_000, { outcome: 'reserved' });
    await spend(db, 4, NOON, { budget: 'answer' });
    await spend(db, 5, NOON, { peer: OTHER });
    expect((await decide(db, INVITE)).figure('person-cap')).toBe('2 of 3 in the last 1 h');
    expect((await decide(db, INVITE)).verdict.type).toBe('allow');
    expect(await decide(db, INVITE, { now: NOON - 1_001 })).toMatchObject({
      rule: 'person-interval',
    });
    expect(await decide(db, INVITE, { now: NOON - 1 })).toMatchObject({ rule: 'person-cap' });
    expect((await decide(db, { ...INVITE, id: 1 }, { now: NOON - 1 })).verdict.type).toBe('allow');
  });

  test('counts conversations begun since local midnight; who ever wrote, or was told, is no stranger', async () => {
    const db = await open();
    const people = { newConversationsPerDay: 2 };
    await meet(db, PERSON, { basis: 'imported', heard: 0 });
    const midnight = NOON - 12 * HOUR;
    await spend(db, 1, midnight - 1, { peer: 1, begins: true });
    await spend(db, 2, midnight, { peer: 2, begins: true });
    await spend(db, 3, midnight + HOUR, { peer: 3 });
    expect((await decide(db, INVITE, { people })).figure('new-conversations')).toBe(
      '1 of 2 conversations begun today',
    );
    await spend(db, 4, NOON - HOUR, { peer: 4, begins: true });
    expect(await decide(db, INVITE, { people })).toMatchObject({
      rule: 'new-conversations',
      verdict: { type: 'wait', until: NOON + 12 * HOUR },
    });
    await spend(db, 5, NOON - 9 * HOUR, { budget: 'operator' });
    await spend(db, 6, NOON - 9 * HOUR, { outcome: 'unknown' });
    expect(await decide(db, INVITE, { people })).toMatchObject({ rule: 'new-conversations' });
    await spend(db, 7, NOON - 9 * HOUR, { budget: 'answer' });
    expect((await decide(db, INVITE, { people })).verdict.type).toBe('allow');
    await db.query(`delete from ${db.schema}.ledger where intent_id = 7`);
    await meet(db, PERSON, { heard: 0, said: 1 });
    expect((await decide(db, INVITE, { people })).verdict.type).toBe('allow');
    await meet(db, PERSON, { heard: 1, said: 0 });
    expect((await decide(db, INVITE, { people })).verdict.type).toBe('allow');
  });

  test('lets an account warm up from its first login on', async () => {
    const db = await open();
    await meet(db, PERSON, { basis: 'imported', heard: 0 });
    const figure = async (people: Partial<PeopleLimits>) =>
      (await decide(db, INVITE, { people })).figure('new-conversations');
    expect(await figure({ warmUpDays: 14 })).toMatch(/^0 of 1 .* day 1 /);
    await db.query(
      `insert into ${db.schema}.accounts
         (account, user_id, name, health, health_reason, health_since, first_online_at)
       values ($1, 7, 'Ada', 'ok', '', $2, $3)`,
      [ACCOUNT, new Date(NOON), new Date(NOON - 72 * HOUR)],
    );
    expect(await figure({ warmUpDays: 14 })).toMatch(/^0 of 2 .* day 4 /);
    expect(await figure({ warmUpDays: 14, accountSince: '2026-05-31' })).toMatch(/^0 of 7 /);
  });

  test('counts answers by chat and hour, and by account and day', async () => {
    const db = await open();
    await meet(db, PERSON);
    const people = { answersPerChatPerHour: 2, answersPerDay: 4 };
    await spend(db, 1, NOON - HOUR, { budget: 'answer' });
    await spend(db, 2, NOON - HOUR + 1, { budget: 'answer' });
    await spend(db, 3, NOON - MINUTE, { budget: 'answer', peer: GROUP });
    expect((await decide(db, ANSWER, { people })).figure('answer-cap')).toBe(
      '1 of 2 here in the last hour, 3 of 4 answers today',
    );
    expect((await decide(db, ANSWER, { people, now: NOON - 1 })).verdict).toMatchObject({
      until: NOON,
      scope: 'peer',
    });
    await spend(db, 4, NOON - 1_000, { budget: 'answer' });
    expect(await decide(db, { ...ANSWER, peer: GROUP }, { people })).toMatchObject({
      rule: 'answer-cap',
      verdict: { until: NOON + 12 * HOUR, scope: 'account' },
    });
    expect(await decide(db, ANSWER)).toMatchObject({
      rule: 'answer-interval',
      verdict: { until: NOON + 2_000 },
    });
  });

  test('says nothing into a silence that has ended', async () => {
    const db = await open();
    await meet(db, PERSON);
    const intent = { ...INVITE, precondition: { kind: 'still-silent', heardId: 7 } } as const;
    const hear = (id: number) =>
      db.query(
        `insert into ${db.schema}.chats as chat (account, peer_id, last_heard_id) values ($1, $2, $3)
         on conflict (account, peer_id) do update set last_heard_id = $3`,
        [ACCOUNT, PERSON, id],
      );
    await hear(7);
    expect((await decide(db, intent)).verdict.type).toBe('allow');
    await hear(8);
    expect(await decide(db, intent)).toMatchObject({ rule: 'still-silent' });
  });
});
