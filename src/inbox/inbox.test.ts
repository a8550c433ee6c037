import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { CHANNEL, InboxStage, NOON, PERSON } from '../../test/support/inbox-stage.js';
import type { Database } from '../core/database.js';

const never = new AbortController().signal;

async function begun(database: Database): Promise<InboxStage> {
  const stage = new InboxStage(database);
  stage.telegram.say(PERSON);
  stage.telegram.say(CHANNEL);
  await stage.start();
  await stage.pass(5_000);
  stage.telegram.calls.length = 0;
  return stage;
}

const workOf = ({ database }: InboxStage) =>
  database.query(
    `select inbox.key, work.handler, work.chat, work.ready_at from ${database.schema}.inbox_work as work
       join ${database.schema}.inbox on inbox.id = work.inbox_id order by inbox.id, work.handler`,
  );

const chatsOf = ({ database }: InboxStage) =>
  database.query(
    `select peer_id, last_heard_id, last_own_id from ${database.schema}.chats order by peer_id`,
  );

const hoursOf = ({ database }: InboxStage) =>
  database.query(`select hour, heard from ${database.schema}.activity order by peer_id, hour`);

describeFastestDatabase('what is heard', (open) => {
  test('is kept with work for whoever wants it, told once, and known before anybody is woken', async () => {
    const stage = await begun(await open());
    const message = stage.telegram.say(PERSON);
    stage.telegram.say(PERSON, { own: true });
    stage.telegram.remove(PERSON);
    expect(stage.published.filter(({ type }) => type === 'heard')).toEqual([]);
    await stage.pass(10);
    expect(await stage.rows()).toMatchObject([
      { key: `m:${PERSON}:2`, kind: 'message', peer_id: PERSON, message_id: 2, content: message },
      { key: `m:${PERSON}:3`, kind: 'message', peer_id: PERSON, message_id: 3 },
      { key: 'p:105', kind: 'deletion', peer_id: null, message_id: null },
    ]);
    expect(await workOf(stage)).toMatchObject([
      { key: `m:${PERSON}:2`, handler: 'listener', chat: PERSON },
      { key: `m:${PERSON}:3`, handler: 'listener', chat: PERSON },
      { key: 'p:105', handler: 'listener', chat: 0 },
    ]);
    expect(await chatsOf(stage)).toEqual([{ peer_id: PERSON, last_heard_id: 2, last_own_id: 3 }]);
    expect(stage.published.filter(({ type }) => type === 'heard')).toMatchObject([
      { peer: PERSON, own: false, text: message.text },
      { peer: PERSON, own: true },
    ]);
    expect(stage.spoke).toEqual([PERSON]);
    expect(stage.work).toBe(1);
    await stage.stop();
  });

  test('and wanted by nobody is remembered without what was said', async () => {
    const stage = new InboxStage(await open());
    stage.handlers = [
      {
        name: 'a',
        wants: ({ kind }) => kind === 'edit',
        decide: async () => async () => undefined,
      },
    ];
    await stage.start();
    await stage.pass(5_000);
    stage.telegram.say(PERSON);
    stage.telegram.edit(PERSON);
    await stage.pass(10);
    expect(await stage.rows()).toMatchObject([
      { kind: 'message', content: null },
      { kind: 'edit', content: { kind: 'edit', peer: PERSON } },
    ]);
    expect(await workOf(stage)).toMatchObject([{ handler: 'a' }]);
    await stage.stop();
  });

  test('keeps an album together: each part holds back those before it', async () => {
    const stage = await begun(await open());
    stage.telegram.say(PERSON, { albumId: '77' });
    await stage.pass(400);
    stage.telegram.say(PERSON, { albumId: '77' });
    const last = stage.clock.now();
    await stage.pass(300);
    stage.telegram.say(PERSON);
    await stage.pass(10);
    expect(await workOf(stage)).toMatchObject([
      { ready_at: last + 1_000 },
      { ready_at: last + 1_000 },
      { ready_at: last + 300 },
    ]);
    await stage.stop();
  });

  test('may hold characters that a database does not know', async () => {
    const stage = await begun(await open());
    stage.telegram.say(PERSON, { text: 'a\0b\ud800c', own: true });
    await stage.pass(10);
    expect(await stage.rows()).toMatchObject([{ content: { text: 'a\ufffdb\ufffdc' } }]);
    await stage.stop();
  });

  test('forgets how lively a chat was more than a week ago', async () => {
    const stage = await begun(await open());
    stage.telegram.say(PERSON);
    await stage.pass(10 * 24 * 3_600_000);
    stage.telegram.say(PERSON);
    await stage.pass(5_000);
    expect(await hoursOf(stage)).toEqual([{ hour: NOON + 10 * 24 * 3_600_000, heard: 1 }]);
    await stage.stop();
  });

  test('a refresh counts what was said while nobody listened, once, and makes no news of it', async () => {
    const stage = new InboxStage(await open());
    stage.telegram.say(CHANNEL);
    stage.telegram.say(CHANNEL, { own: true });
    stage.telegram.say(CHANNEL);
    await stage.start();
    await stage.pass(5_000);
    await stage.clock.during(stage.inbox.refresh(CHANNEL, never));
    await stage.clock.during(stage.inbox.refresh(CHANNEL, never));
    expect(await chatsOf(stage)).toEqual([{ peer_id: CHANNEL, last_heard_id: 3, last_own_id: 2 }]);
    expect(await hoursOf(stage)).toEqual([{ hour: NOON, heard: 2 }]);
    expect(stage.spoke).toEqual([CHANNEL]);
    expect(await stage.rows()).toEqual([]);
    expect(stage.published.filter(({ type }) => type === 'takeover')).toEqual([]);
    await stage.stop();
  });
});
