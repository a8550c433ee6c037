import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, DmStage, NOON } from '../../../test/support/dm-stage.js';
import {
  ADA,
  begun,
  invite,
  MINUTE_MS,
  spoken,
  texts,
  welcome,
} from '../../../test/support/dm-texts.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

describeFastestDatabase('the dm service', (open) => {
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
