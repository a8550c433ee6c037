import { expect, jest, test } from '@jest/globals';
import { describeDatabases, describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, CHANNEL, InboxStage, NOON, PERSON } from '../../test/support/inbox-stage.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { Database } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { PeerId } from '../core/peer.js';

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

/** Fails by hand, before or after the transaction's effect. */
function fallible(database: Database) {
  const fails: { before?: Error; after?: Error } = {};
  const failing: Database = {
    ...database,
    async transaction(work) {
      if (fails.before) throw fails.before;
      const result = await database.transaction(work);
      const { after } = fails;
      delete fails.after;
      if (after) throw after;
      return result;
    },
  };
  return { failing, fails };
}

describeDatabases('what is heard', (open) => {
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
    const logger = { ...silentLogger, warn: jest.fn() };
    stage.logger = logger;
    stage.telegram.say(PERSON, { text: 'a\0b\ud800c', own: true });
    await stage.pass(10);
    expect(await stage.rows()).toMatchObject([{ content: { text: 'a\ufffdb\ufffdc' } }]);
    await stage.stop();
    expect(logger.warn).not.toHaveBeenCalled();
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

describeFastestDatabase('a database that', (open) => {
  test('is away loses nothing: what came is written when it is back', async () => {
    const { failing, fails } = fallible(await open());
    const stage = new InboxStage(failing);
    await stage.start();
    await stage.pass(5_000);
    fails.before = new Error('away');
    for (let message = 0; message < 3; message++) {
      stage.telegram.say(PERSON);
      await stage.pass(20_000);
    }
    expect(stage.inbox.state.pending).toBeGreaterThanOrEqual(3);
    delete fails.before;
    await stage.pass(60_000);
    expect(await stage.keys()).toEqual([1, 2, 3].map((id) => `m:${PERSON}:${id}`));
    expect(stage.inbox.state).toMatchObject({ pending: 0, catchingUp: [] });
    await stage.stop();
  });

  test('is away for long leaves a bounded memory: the rest is asked for again', async () => {
    const { failing, fails } = fallible(await open());
    const stage = new InboxStage(failing);
    await stage.start();
    await stage.pass(5_000);
    fails.before = new Error('away');
    stage.telegram.faults = { ...stage.telegram.faults, tooLong: 100_000, partSize: 3_000 };
    let most = 0;
    for (let message = 0; message < 6_000; message++) {
      stage.telegram.say(PERSON + (message % 100));
      most = Math.max(most, stage.inbox.state.pending);
    }
    expect(most).toBeLessThanOrEqual(5_000);
    delete fails.before;
    await stage.pass(120_000);
    expect(await stage.rows()).toHaveLength(6_000);
    expect(stage.telegram.calls).toContain('difference 100');
    expect(stage.inbox.state).toMatchObject({ pending: 0, catchingUp: [] });
    await stage.stop();
  });

  test('took a commit that nobody knows of: it counts once, and whoever waits for it is woken', async () => {
    const { failing, fails } = fallible(await open());
    const stage = new InboxStage(failing);
    await stage.start();
    await stage.pass(5_000);
    fails.after = new PostaciError('COMMIT_UNKNOWN', 'the line broke', 'Wait');
    stage.telegram.say(PERSON);
    await stage.pass(10);
    expect(stage.work).toBe(0);
    await stage.pass(10_000);
    expect(await stage.keys()).toEqual([`m:${PERSON}:1`]);
    expect(await hoursOf(stage)).toEqual([{ hour: NOON, heard: 1 }]);
    expect(stage.spoke).toEqual([PERSON]);
    expect(stage.work).toBe(1);
    await stage.stop();
  });

  test('fails to the end leaves nobody listening; the next start brings what was heard last', async () => {
    const database = await open();
    const stage = await begun(database);
    await stage.stop();
    const logger = { ...silentLogger, warn: jest.fn() };
    stage.logger = logger;
    await stage.start({ database: mortalDatabase(database, 40) });
    for (let message = 0; message < 20; message++) {
      stage.telegram.say(PERSON);
      await stage.pass(10);
    }
    await stage.stop();
    expect(logger.warn).toHaveBeenCalledWith('what was heard last could not be written');
    expect(stage.telegram.listeners).toBe(0);
    expect(stage.clock.sleeping).toBe(0);
    await stage.start();
    await stage.pass(10_000);
    expect(await stage.rows()).toHaveLength(20);
    await stage.stop();
  });

  test.each(['a push', 'a difference'])(
    'knows another owner ends the hearing, at %s',
    async (occasion) => {
      const stage = new InboxStage(await open());
      let lost = false;
      await stage.start({
        fence: async () => {
          if (lost) throw new PostaciError('LEASE_LOST', 'another process has it', 'Stop');
        },
      });
      await stage.pass(5_000);
      lost = true;
      if (occasion === 'a push') stage.telegram.say(PERSON);
      else stage.telegram.push({ kind: 'too-long', reason: 'test' });
      await stage.pass(1_000);
      await expect(stage.stop()).rejects.toMatchObject({ code: 'LEASE_LOST' });
      expect(await stage.rows()).toEqual([]);
      expect(stage.telegram.listeners).toBe(0);
    },
  );

  test('takes a crowd in few transactions, and holds nothing back', async () => {
    const database = await open();
    let transactions = 0;
    const pending: number[] = [];
    const stage: InboxStage = new InboxStage({
      ...database,
      transaction: (work) => {
        transactions++;
        pending.push(stage.inbox.state.pending);
        return database.transaction(work);
      },
    });
    await stage.start();
    await stage.pass(5_000);
    transactions = 0;
    pending.length = 0;
    const people = Array.from({ length: 2_000 }, (_, index): PeerId => 1_000 + index);
    for (const peer of people) stage.telegram.say(peer);
    await stage.pass(10);
    expect(transactions).toBeLessThan(10);
    expect(Math.min(...pending)).toBeGreaterThan(0);
    expect(await stage.rows()).toHaveLength(people.length);
    expect(stage.inbox.state.pending).toBe(0);
    await stage.stop();
    const [row] = await database.query(
      `select count(*)::integer as count from ${database.schema}.inbox where account = $1`,
      [ACCOUNT],
    );
    expect(row).toEqual({ count: people.length });
  });
});
