import { expect, jest, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { Killed, mortalDatabase } from '../../test/support/mortal-database.js';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { Database, Queryable } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { IncomingMessage } from '../core/incoming.js';
import type { Heard, IncomingHandler } from '../core/incoming-handler.js';
import { Activity } from '../lib/activity.js';
import { seededRandom } from '../lib/seeded-random.js';
import { VirtualClock } from '../lib/virtual-clock.js';
import { createDispatcher } from './dispatcher.js';
import { inboxSummary } from './inbox-summary.js';
import { clearHeard } from './retention.js';

const ACCOUNT = 'user:7';
const NOON = Date.UTC(2026, 5, 1, 12);
const NAME = 'probe';

function message(peer: number, messageId: number, albumId?: string): IncomingMessage {
  const text = `${peer}/${messageId}`;
  const common = { kind: 'message', peer, messageId, at: NOON, own: false, text } as const;
  return albumId === undefined ? common : { ...common, albumId };
}

/** Puts events into the inbox as the intake does. */
async function hear(db: Database, events: readonly IncomingMessage[], readyAt = NOON) {
  await db.transaction(async (tx) => {
    for (const event of events) {
      const [row] = await tx.query<{ id: number }>(
        `insert into ${tx.schema}.inbox
           (account, key, kind, peer_id, message_id, album_id, at, own, content, heard_at)
         values ($1, $2, 'message', $3, $4, $5, $6, false, $7, $6) returning id`,
        [
          ACCOUNT,
          `m:${event.peer}:${event.messageId}`,
          event.peer,
          event.messageId,
          event.albumId ?? null,
          new Date(NOON),
          JSON.stringify(event),
        ],
      );
      await tx.query(
        `insert into ${tx.schema}.inbox_work (inbox_id, handler, account, chat, ready_at, next_at)
         values ($1, $2, $3, $4, $5, $5)`,
        [row?.id, NAME, ACCOUNT, event.peer, new Date(readyAt)],
      );
    }
  });
}

/** The effects of the probe: a row each, with nothing that keeps one from coming twice. */
async function makeEffects(db: Database) {
  await db.query(
    `create table ${db.schema}.effects (id bigint generated always as identity, texts text not null)`,
  );
}

async function effects(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ texts: string }>(
    `select texts from ${db.schema}.effects order by id`,
  );
  return rows.map(({ texts }) => texts);
}

const textsOf = (heard: Heard) =>
  heard.map((event) => (event.kind === 'deletion' ? 'deleted' : event.text)).join(' + ');

function probe(decide?: (heard: Heard) => Promise<void>): IncomingHandler {
  return {
    name: NAME,
    wants: () => true,
    async decide(heard) {
      await decide?.(heard);
      return async (tx) => {
        await tx.query(`insert into ${tx.schema}.effects (texts) values ($1)`, [textsOf(heard)]);
      };
    },
  };
}

function stage(db: Database, handler: IncomingHandler, fence?: () => Promise<void>) {
  const activity = new Activity();
  const clock = new VirtualClock(NOON, () => activity.quiet());
  const database: Database = {
    ...db,
    schema: db.schema,
    query: (sql, params) => activity.track(db.query(sql, params)),
    transaction: (work) => activity.track(db.transaction(work)),
  };
  const logger = { ...silentLogger, warn: jest.fn(), error: jest.fn() };
  const dispatcher = createDispatcher([handler], {
    account: ACCOUNT,
    database,
    clock,
    logger,
    fence: fence ?? (async () => {}),
  });
  const runFor = async (ms: number) => {
    const stop = new AbortController();
    const running = dispatcher.run(stop.signal);
    running.catch(() => undefined);
    await clock.run(clock.now() + ms);
    stop.abort();
    await clock.during(running);
  };
  return { dispatcher, clock, logger, runFor };
}

describeFastestDatabase('the dispatcher', (open) => {
  test('hands over each event once, in the order of its chat, and erases what it said', async () => {
    const db = await open();
    await makeEffects(db);
    const random = seededRandom(3);
    const events = Array.from({ length: 120 }, (_, n) => message(Math.floor(random() * 12), n + 1));
    await hear(db, events);
    await stage(db, probe()).runFor(1_000);
    const done = await effects(db);
    expect([...done].sort()).toEqual(events.map(({ text }) => text).sort());
    for (const chat of new Set(events.map(({ peer }) => peer))) {
      const inChat = (text: string) => text.startsWith(`${chat}/`);
      expect(done.filter(inChat)).toEqual(events.map(({ text }) => text).filter(inChat));
    }
    expect(await inboxSummary(db, ACCOUNT)).toEqual({ waiting: 0, failed: 0, waitingSince: null });
    const kept = await db.query(
      `select count(*)::integer as rows, count(content)::integer as texts from ${db.schema}.inbox`,
    );
    expect(kept).toEqual([{ rows: 120, texts: 0 }]);
  });

  test('an album comes as one, once its parts are ready, and what follows waits for it', async () => {
    const db = await open();
    await makeEffects(db);
    await hear(db, [message(1, 1, 'a')], NOON + 1_000);
    await hear(db, [message(2, 9)]);
    await hear(db, [message(1, 2, 'a')], NOON + 1_000);
    await hear(db, [message(1, 3)]);
    const { runFor } = stage(db, probe());
    await runFor(900);
    expect(await effects(db)).toEqual(['2/9']);
    await runFor(200);
    expect(await effects(db)).toEqual(['2/9', '1/1 + 1/2', '1/3']);
  });

  test('a handler that fails holds up its chat alone, and is asked again', async () => {
    const db = await open();
    await makeEffects(db);
    await hear(db, [message(1, 1), message(1, 2), message(2, 3)]);
    let failures = 3;
    const { runFor, logger } = stage(
      db,
      probe(async ([event]) => {
        if (event.kind === 'message' && event.messageId === 1 && failures-- > 0) {
          throw new Error('the model is away');
        }
      }),
    );
    await runFor(500);
    expect(await effects(db)).toEqual(['2/3']);
    await runFor(60_000);
    expect(await effects(db)).toEqual(['2/3', '1/1', '1/2']);
    expect(logger.warn).toHaveBeenCalledTimes(3);
  });

  test('what can never be handled is given up after about an hour, and the chat goes on', async () => {
    const db = await open();
    await makeEffects(db);
    await hear(db, [message(1, 1), message(1, 2)]);
    const { runFor, logger } = stage(
      db,
      probe(async ([event]) => {
        if (event.kind === 'message' && event.messageId === 1) throw new Error('a bug');
      }),
    );
    await runFor(20 * 60_000);
    expect(await effects(db)).toEqual([]);
    await runFor(2 * 3_600_000);
    expect(await effects(db)).toEqual(['1/2']);
    expect(await inboxSummary(db, ACCOUNT)).toMatchObject({ waiting: 0, failed: 1 });
    expect(logger.error).toHaveBeenCalledTimes(1);
    // What was given up is kept for the operator, for a while; what was handled goes before it.
    expect(await clearHeard(db, ACCOUNT, NOON + 1)).toBe(1);
    expect(await clearHeard(db, ACCOUNT, NOON + 24 * 3_600_000)).toBe(1);
    expect(await inboxSummary(db, ACCOUNT)).toMatchObject({ waiting: 0, failed: 0 });
  });

  test('an effect happens once, wherever the process dies', async () => {
    const db = await open();
    await makeEffects(db);
    const events = [message(1, 1), message(1, 2, 'a'), message(1, 3, 'a'), message(2, 4)];
    await hear(db, events);
    for (let steps = 1; (await inboxSummary(db, ACCOUNT)).waiting > 0; steps++) {
      const mortal = mortalDatabase(db, steps % 9);
      const { dispatcher, clock } = stage(mortal, probe());
      const stop = new AbortController();
      const running = dispatcher.run(stop.signal).catch((error: unknown) => error);
      await clock.run(NOON + 5);
      stop.abort();
      const ended = await clock.during(running);
      if (mortal.dead) expect(ended).toBeInstanceOf(Killed);
      if (steps > 200) throw new Error('it never ends');
    }
    expect((await effects(db)).sort()).toEqual(['1/1', '1/2 + 1/3', '2/4']);
  });

  test('a lost lease ends it, with nothing committed', async () => {
    const db = await open();
    await makeEffects(db);
    await hear(db, [message(1, 1)]);
    const lost = new PostaciError('LEASE_LOST', 'the account is no longer ours', 'See who has it');
    const { dispatcher, clock } = stage(db, probe(), () => Promise.reject(lost));
    const running = dispatcher.run(new AbortController().signal).catch((error: unknown) => error);
    expect(await clock.during(running)).toBe(lost);
    expect(await effects(db)).toEqual([]);
    expect(await inboxSummary(db, ACCOUNT)).toMatchObject({ waiting: 1 });
  });

  test('a database that is away for a while costs no attempt', async () => {
    const db = await open();
    await makeEffects(db);
    await hear(db, [message(1, 1)]);
    let away = 4;
    const broken: Database = {
      ...db,
      schema: db.schema,
      query: (sql, params) => {
        if (away-- > 0) return Promise.reject(unreachable());
        return db.query(sql, params);
      },
      transaction: (work) => db.transaction(work),
    };
    const { runFor } = stage(broken, probe());
    await runFor(60_000);
    expect(await effects(db)).toEqual(['1/1']);
  });

  test('kicked, it finds what came without waiting for its next look', async () => {
    const db = await open();
    await makeEffects(db);
    const { dispatcher, clock } = stage(db, probe());
    const stop = new AbortController();
    const running = dispatcher.run(stop.signal);
    await clock.run(NOON + 10);
    await hear(db, [message(1, 1)]);
    dispatcher.kick();
    await clock.run(NOON + 20);
    expect(await effects(db)).toEqual(['1/1']);
    stop.abort();
    await clock.during(running);
  });
});

function unreachable(): PostaciError {
  return new PostaciError('DATABASE_UNREACHABLE', 'the database is away', 'Start it');
}
