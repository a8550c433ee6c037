import { expect, jest, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { ACCOUNT, CHANNEL, InboxStage, NOON, PERSON } from '../../test/support/inbox-stage.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { Database } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { PeerId } from '../core/peer.js';

async function begun(database: Database): Promise<InboxStage> {
  const stage = new InboxStage(database);
  stage.telegram.say(PERSON);
  stage.telegram.say(CHANNEL);
  await stage.start();
  await stage.pass(5_000);
  stage.telegram.calls.length = 0;
  return stage;
}

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
