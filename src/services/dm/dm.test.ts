import { expect, test } from '@jest/globals';
import { describeDatabases } from '../../../test/support/databases.js';
import { ACCOUNT, DmStage, NOON } from '../../../test/support/dm-stage.js';
import type { Database } from '../../core/database.js';
import { type DmSettings, FOLLOW_UP_AFTER_MS } from '../../core/dm-settings.js';
import type { ConversationState } from '../../core/people.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

const MINUTE_MS = 60_000;
const ADA = 11;

function followUpsOf(state: ConversationState) {
  return FOLLOW_UP_AFTER_MS[state].map((afterMs, index) => ({
    id: `${state}-${index + 1}`,
    variants: [`${state} ${index + 1}`],
    afterMs,
  }));
}

const followUps = {
  'first-contact': followUpsOf('first-contact'),
  active: followUpsOf('active'),
  manual: followUpsOf('manual'),
} satisfies DmSettings['followUps'];

const welcome: NonNullable<DmSettings['welcome']> = {
  id: 'welcome',
  variants: ['welcome {name}'],
  bases: ['opt_in_word', 'imported'],
};

const invite = (id: string, afterMs: number): DmSettings['invites'][number] => ({
  id,
  variants: [`invite ${id}`],
  bases: ['opt_in_word'],
  afterMs,
});

async function begun(database: Database, settings: Partial<DmSettings> = {}): Promise<DmStage> {
  const stage = new DmStage(database, { followUps, ...settings });
  await stage.start();
  return stage;
}

async function spoken(stage: DmStage): Promise<(readonly [string, number])[]> {
  return (await stage.said()).map(({ text, created_at }) => [text, created_at - NOON] as const);
}

const texts = async (stage: DmStage) => (await stage.said()).map(({ text }) => text);
const states = async (stage: DmStage) => (await stage.said()).map(({ state }) => state);

describeDatabases('the dm service', (open) => {
  test('welcomes whoever agreed by name, then follows up after 6 h, 24 h and 3 d of silence', async () => {
    const stage = await begun(await open(), { welcome });
    stage.meet(ADA);
    await stage.agree(ADA);
    await stage.pass(30 * DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['first-contact 1', 6 * HOUR_MS],
      ['first-contact 2', 30 * HOUR_MS],
      ['first-contact 3', 30 * HOUR_MS + 3 * DAY_MS],
    ]);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ state: 'first-contact', stage: 3, said: ['welcome'] },
      ...{ due_at: null, reason: 'nothing more to say' },
    });
    await stage.stop();
  });

  test('proposes unsolicited, scheduled intents in a thread of the person, follow-ups into silence', async () => {
    const database = await open();
    const stage = await begun(database, { welcome });
    await stage.agree(ADA);
    await stage.pass(6 * HOUR_MS);
    const rows = await database.query(`select * from ${database.schema}.outbox order by id`);
    const common = {
      ...{ account: ACCOUNT, service: 'dm', budget: 'unsolicited', lane: ACCOUNT, priority: 1 },
      ...{ peer_id: ADA, thread: 'dm:11' },
    };
    expect(rows).toMatchObject([
      {
        ...common,
        ...{ not_before: NOON, expires_at: NOON + DAY_MS, precondition: null },
        dedupe_key: `dm:11:welcome:welcome:first-contact:0:${NOON}`,
      },
      {
        ...common,
        precondition: { kind: 'still-silent', heardId: 0 },
        dedupe_key: `dm:11:follow-up:first-contact-1:first-contact:0:${NOON + 6 * HOUR_MS}`,
      },
    ]);
    await stage.stop();
  });

  test('in an active conversation it follows up 24 h, 3 d and 1 week after the account’s own word', async () => {
    const stage = await begun(await open());
    await stage.hear(ADA);
    await stage.pass(5 * HOUR_MS);
    await stage.answer(ADA);
    await stage.pass(40 * DAY_MS);
    const answered = 5 * HOUR_MS;
    expect(await spoken(stage)).toEqual([
      ['active 1', answered + DAY_MS],
      ['active 2', answered + 4 * DAY_MS],
      ['active 3', answered + 11 * DAY_MS],
    ]);
    await stage.stop();
  });

  test('after the operator wrote by hand it follows up after 24 h, 48 h and 1 week', async () => {
    const stage = await begun(await open());
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    expect(await stage.conversation(ADA)).toMatchObject({ state: 'manual', stage: 0 });
    await stage.pass(40 * DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['manual 1', HOUR_MS + DAY_MS],
      ['manual 2', HOUR_MS + 3 * DAY_MS],
      ['manual 3', HOUR_MS + 10 * DAY_MS],
    ]);
    await stage.stop();
  });

  test('an answer cancels the follow-up that waits, and one is planned from the next own word', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(6 * HOUR_MS);
    expect(await states(stage)).toEqual(['sent', 'queued']);
    await stage.hear(ADA);
    expect(await stage.said('id > 1')).toMatchObject([
      { state: 'refused', rule: 'cancelled', reason: 'the person has answered' },
    ]);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ state: 'active', stage: 0, due_what: 'follow-up' },
      reason: 'the person spoke last: it counts from the next word of the account',
    });
    stage.sends = true;
    // Nobody answers for days: nothing is said.
    await stage.pass(10 * DAY_MS);
    expect(await texts(stage)).toHaveLength(2);
    const at = 6 * HOUR_MS + 10 * DAY_MS;
    await stage.answer(ADA);
    await stage.pass(DAY_MS - MINUTE_MS);
    expect(await texts(stage)).toHaveLength(2);
    await stage.pass(MINUTE_MS);
    expect((await spoken(stage)).at(-1)).toEqual(['active 1', at + DAY_MS]);
    await stage.stop();
  });

  test('nobody who got no answer is followed up: after 30 days it is let be', async () => {
    const stage = await begun(await open());
    await stage.hear(ADA);
    await stage.pass(31 * DAY_MS);
    expect(await texts(stage)).toEqual([]);
    expect(await stage.conversation(ADA)).toMatchObject({
      due_at: null,
      reason: 'given up: the person got no answer for 30 d',
    });
    await stage.stop();
  });

  test('an answer does not cancel the welcome: whoever agrees in private has just written', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.hear(ADA);
    expect(await states(stage)).toEqual(['queued']);
    stage.sends = true;
    await stage.pass(MINUTE_MS);
    await stage.send();
    await stage.pass(DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['active 1', MINUTE_MS + DAY_MS],
    ]);
    await stage.stop();
  });

  test('a takeover cancels whatever waits, and silences the service until it ends', async () => {
    const stage = await begun(await open(), { welcome, invites: [invite('one', HOUR_MS)] });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    expect(await stage.said('id > 1')).toMatchObject([
      { state: 'refused', rule: 'cancelled', reason: 'the operator has taken over' },
    ]);
    stage.sends = true;
    await stage.pass(DAY_MS);
    // What did not go is not said again the same day.
    expect((await spoken(stage)).slice(2)).toEqual([['invite one', HOUR_MS + DAY_MS]]);
    await stage.stop();
  });

  test('what comes due while the operator talks there waits for the end of that', async () => {
    const stage = await begun(await open(), { invites: [invite('one', 2 * HOUR_MS)] });
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    await stage.pass(HOUR_MS);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_what: 'invite', due_at: NOON + 7 * HOUR_MS },
      reason: 'the operator has taken over',
    });
    await stage.pass(DAY_MS);
    expect((await spoken(stage))[0]).toEqual(['invite one', 7 * HOUR_MS]);
    await stage.stop();
  });

  test('a takeover that is lifted lets what waited go', async () => {
    const database = await open();
    const stage = await begun(database, { invites: [invite('one', 2 * HOUR_MS)] });
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.takeOver(ADA);
    await stage.pass(2 * HOUR_MS);
    await database.query(`update ${database.schema}.chats set taken_over_at = null`);
    stage.service.reload();
    await stage.pass(0);
    expect(await spoken(stage)).toEqual([['invite one', 3 * HOUR_MS]]);
    await stage.stop();
  });

  test('its own messages that are heard again after an outage are no takeover', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    const own = {
      kind: 'message',
      peer: ADA,
      messageId: 101,
      at: NOON,
      own: true,
      text: 'x',
    } as const;
    await stage.handle(own);
    expect(await stage.conversation(ADA)).toMatchObject({ state: 'first-contact' });
    await stage.stop();
  });

  test('an opt-out ends everything, also what only becomes due later', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    stage.sends = false;
    await stage.pass(6 * HOUR_MS);
    await stage.optOut(ADA);
    const said = { kind: 'message', peer: ADA, messageId: 999, at: NOON, own: false, text: 'stop' };
    await stage.handle({ ...said, kind: 'message' });
    stage.sends = true;
    await stage.pass(60 * DAY_MS);
    expect(await states(stage)).toEqual(['sent', 'refused']);
    expect(await stage.conversation(ADA)).toMatchObject({ due_at: null, reason: 'opted out' });
    await stage.stop();
  });

  test('a plan that was left over is dropped where there is no consent, with the reason', async () => {
    const database = await open();
    const stage = await begun(database, { welcome });
    stage.meet(ADA);
    await database.query(
      `insert into ${database.schema}.conversations
         (account, person_id, state, due_at, due_what, updated_at)
       values ($1, 11, 'first-contact', $2, 'welcome', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    stage.service.kick();
    await stage.pass(2 * MINUTE_MS);
    expect(await texts(stage)).toEqual([]);
    expect((await stage.conversation(ADA))?.reason).toBe(
      'there is no consent to write to this person',
    );
    await stage.stop();
  });

  test('handling the same message again gives the same row', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    const message = await stage.hear(ADA);
    const once = await stage.conversation(ADA);
    await stage.handle(message);
    expect(await stage.conversation(ADA)).toEqual(once);
    await stage.stop();
  });

  test('a restart changes nothing of the plan', async () => {
    const stage = await begun(await open(), { welcome });
    await stage.agree(ADA);
    await stage.pass(3 * HOUR_MS);
    await stage.restart();
    await stage.pass(2 * HOUR_MS);
    await stage.stop();
    // It was away when the time came: it makes up for it.
    await stage.pass(2 * HOUR_MS);
    await stage.start();
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['first-contact 1', 7 * HOUR_MS],
    ]);
    await stage.stop();
  });

  test('invites come once each, so long after consent, and never within the pause of five minutes', async () => {
    const invites = [invite('b', MINUTE_MS), invite('a', 0), invite('late', 2 * DAY_MS)];
    const stage = await begun(await open(), {
      ...{ welcome, invites },
      followUps: { 'first-contact': [], active: [], manual: [] },
    });
    await stage.agree(ADA);
    await stage.pass(10 * DAY_MS);
    expect(await spoken(stage)).toEqual([
      ['welcome Person', 0],
      ['invite a', 5 * MINUTE_MS],
      ['invite b', 10 * MINUTE_MS],
      ['invite late', 2 * DAY_MS],
    ]);
    await stage.stop();
  });

  test('no more than three in an hour are proposed, rather than refused', async () => {
    const invites = ['a', 'b', 'c', 'd'].map((id) => invite(id, 0));
    const stage = await begun(await open(), { invites });
    await stage.agree(ADA);
    await stage.pass(2 * HOUR_MS);
    expect((await spoken(stage)).map(([, at]) => at / MINUTE_MS)).toEqual([0, 5, 10, 60]);
    await stage.stop();
  });

  test('people whose basis is not meant hear no welcome', async () => {
    const stage = await begun(await open(), { welcome, invites: [invite('a', 0)] });
    await stage.hear(ADA);
    await stage.pass(10 * DAY_MS);
    expect(await texts(stage)).toEqual([]);
    await stage.stop();
  });

  test.each(['expired', 'refused'])(
    'what %s was not said: it comes again, but not the same day',
    async (state) => {
      const stage = await begun(await open(), { welcome });
      stage.sends = false;
      await stage.agree(ADA);
      await stage.pass(HOUR_MS);
      await stage.end(state, state === 'expired' ? 'expiry' : 'person-cap');
      stage.sends = true;
      await stage.pass(2 * DAY_MS);
      expect((await spoken(stage)).slice(0, 3)).toEqual([
        ['welcome Person', 0],
        ['welcome Person', HOUR_MS + DAY_MS],
        ['first-contact 1', 7 * HOUR_MS + DAY_MS],
      ]);
      await stage.stop();
    },
  );

  test('one that waits keeps the next from being proposed, and moves it', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.pass(20 * HOUR_MS);
    expect(await texts(stage)).toEqual(['welcome Person']);
    stage.sends = true;
    await stage.send();
    await stage.pass(6 * HOUR_MS);
    expect((await spoken(stage)).slice(1)).toEqual([['first-contact 1', 26 * HOUR_MS]]);
    await stage.stop();
  });

  test('where Telegram lets nothing through the plan ends, until the person writes', async () => {
    const stage = await begun(await open(), { welcome });
    stage.sends = false;
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.end('refused', 'USER_PRIVACY_RESTRICTED');
    stage.sends = true;
    await stage.pass(3 * DAY_MS);
    expect(await texts(stage)).toHaveLength(1);
    expect(await stage.conversation(ADA)).toMatchObject({ due_at: null, reason: 'ended' });
    await stage.hear(ADA);
    await stage.answer(ADA);
    await stage.pass(DAY_MS);
    expect(await texts(stage)).toEqual(['welcome Person', 'active 1']);
    await stage.stop();
  });

  test('a bot is not written to', async () => {
    const stage = await begun(await open(), { welcome });
    const bot = { id: ADA, kind: 'user', title: 'Echo', bot: true } as const;
    stage.messenger.resolutions.push({ status: 'found', peer: bot });
    await stage.agree(ADA);
    expect(await texts(stage)).toEqual([]);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_at: null, reason: 'a bot, not a person' },
    });
    await stage.stop();
  });

  test('whom the account never met is looked for again in a day', async () => {
    const stage = await begun(await open(), { welcome });
    stage.messenger.resolutions.push({ status: 'not-found', code: 'NOT_FOUND', reason: 'nobody' });
    await stage.agree(ADA);
    expect(await stage.conversation(ADA)).toMatchObject({
      ...{ due_at: NOON + DAY_MS, due_what: 'welcome' },
    });
    await stage.pass(DAY_MS);
    expect(await spoken(stage)).toEqual([['welcome Person', DAY_MS]]);
    await stage.stop();
  });

  test('a text that cannot be said to somebody is left out, with what comes behind it', async () => {
    const broken = { ...invite('broken', 0), variants: ['{nonsense}'] };
    const stage = await begun(await open(), { invites: [broken, invite('good', 0)] });
    await stage.agree(ADA);
    await stage.pass(MINUTE_MS);
    expect(await texts(stage)).toEqual(['invite good']);
    expect((await stage.conversation(ADA))?.said).toEqual(['broken', 'good']);
    await stage.stop();
  });

  test('variants are drawn evenly', async () => {
    const variants = ['a', 'b', 'c'];
    const stage = await begun(await open(), {
      welcome: { id: 'welcome', variants, bases: ['opt_in_word'] },
    });
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 999 },
    };
    for (let person = 101; person <= 190; person++) await stage.agree(person);
    const drawn = await texts(stage);
    for (const variant of variants) {
      expect(drawn.filter((text) => text === variant).length).toBeGreaterThan(18);
    }
    await stage.stop();
  });

  test('no more first words a day than conversations may begin; the rest has a day of its own', async () => {
    const database = await open();
    const stage = new DmStage(database, { welcome });
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 3 },
    };
    for (let person = 101; person <= 108; person++) await stage.agree(person, 'imported');
    await stage.start();
    await stage.pass(3 * DAY_MS);
    const days = (await stage.said()).map(({ created_at }) =>
      Math.floor((created_at - NOON) / DAY_MS),
    );
    expect(days).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
    const dates = (await stage.said()).map(({ created_at }) => new Date(created_at).getUTCDate());
    expect(dates).toEqual([10, 10, 10, 11, 11, 11, 12, 12]);
    await stage.stop();
  });

  test('no more than fifty wait in the outbox, however many are due', async () => {
    const stage = new DmStage(await open(), { welcome });
    stage.sends = false;
    stage.limits = {
      ...stage.limits,
      people: { ...stage.limits.people, newConversationsPerDay: 999 },
    };
    for (let person = 101; person <= 170; person++) await stage.agree(person);
    await stage.start();
    await stage.pass(10 * MINUTE_MS);
    expect(await texts(stage)).toHaveLength(50);
    await stage.send();
    await stage.pass(MINUTE_MS);
    expect(await texts(stage)).toHaveLength(70);
    await stage.stop();
  });

  test('new invites wake those to whom all was said, at a reload and at a start', async () => {
    const nothing = { 'first-contact': [], active: [], manual: [] };
    const stage = await begun(await open(), { welcome, followUps: nothing });
    await stage.agree(ADA);
    await stage.agree(12, 'imported');
    await stage.pass(2 * DAY_MS);
    stage.settings = { ...stage.settings, invites: [invite('new', 0)] };
    stage.service.reload();
    await stage.pass(0);
    expect((await texts(stage)).slice(2)).toEqual(['invite new']);
    await stage.pass(2 * DAY_MS);
    stage.settings = { ...stage.settings, invites: [invite('new', 0), invite('newer', 0)] };
    await stage.restart();
    expect((await texts(stage)).slice(3)).toEqual(['invite newer']);
    await stage.stop();
  });

  test('the plan tells the next step of each person, the first first', async () => {
    const database = await open();
    const stage = await begun(database, { welcome, invites: [invite('late', 9 * DAY_MS)] });
    await stage.agree(ADA);
    await stage.pass(HOUR_MS);
    await stage.hear(12);
    await stage.agree(13);
    await database.query(
      `insert into ${database.schema}.peers (account, peer_id, kind, title, updated_at)
       values ($1, 11, 'user', 'Ada L', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    const plan = await stage.service.plan(stage.database, 2);
    expect(plan).toEqual([
      {
        ...{ at: NOON + 6 * HOUR_MS, service: 'dm', peer: ADA, name: 'Ada L', what: 'follow-up' },
        note: 'first contact, 1 of 3; an answer cancels it',
      },
      {
        ...{ at: NOON + 7 * HOUR_MS, service: 'dm', peer: 13, name: '', what: 'follow-up' },
        note: 'first contact, 1 of 3; an answer cancels it',
      },
    ]);
    await stage.stop();
  });

  test('finding who is due among ten thousand open conversations reads by index', async () => {
    const database = await open();
    await database.query(
      `insert into ${database.schema}.conversations
         (account, person_id, state, due_at, due_what, updated_at)
       select $1, n, 'active', $2::timestamptz + n * interval '1 minute', 'follow-up', $2
       from generate_series(1, 10000) n`,
      [ACCOUNT, new Date(NOON)],
    );
    await database.query(`analyze ${database.schema}.conversations`);
    for (const where of [
      'due_at <= $2 order by due_at limit 50',
      'due_at is not null and $2::timestamptz is not null order by due_at limit 1',
    ]) {
      const rows = await database.query<{ 'QUERY PLAN': string }>(
        `explain select person_id from ${database.schema}.conversations
         where account = $1 and ${where}`,
        [ACCOUNT, new Date(NOON + MINUTE_MS)],
      );
      const text = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toContain('conversations_due');
      expect(text).not.toContain('Seq Scan');
    }
  });

  test('hears private messages of people, and nothing else', async () => {
    const { handler } = new DmStage(await open()).service;
    const message = { kind: 'message', messageId: 1, at: NOON, own: false, text: 'x' } as const;
    expect(handler.wants({ ...message, peer: ADA })).toBe(true);
    expect(handler.wants({ ...message, peer: ADA, own: true })).toBe(true);
    expect(handler.wants({ ...message, peer: -1001 })).toBe(false);
    expect(handler.wants({ ...message, peer: 777_000 })).toBe(false);
    expect(handler.wants({ ...message, kind: 'edit', editedAt: NOON, peer: ADA })).toBe(false);
    expect(handler.wants({ kind: 'deletion', peer: ADA, messageIds: [1] })).toBe(false);
  });
});
