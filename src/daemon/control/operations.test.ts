import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { ACCOUNT, GROUP, NO_LIMITS, TestRoad } from '../../../test/support/road.js';
import { PostaciError } from '../../core/errors.js';
import type { FreezeAnswer } from '../../core/health.js';
import type { ConnectionState } from '../../core/messenger.js';
import type { Level } from '../../lib/logger.js';
import {
  activeRestrictions,
  addRestriction,
  type RestrictionDraft,
} from '../../outbox/restrictions.js';
import { createOperationsControl } from './operations.js';

const HOUR = 3_600_000;
/** In Istanbul it is the 29th of March by then, ten minutes past midnight. */
const START = Date.UTC(2026, 2, 28, 21, 10);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postaci-operations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describeFastestDatabase('the daemon, asked by an operator', (open) => {
  async function stage() {
    const road = new TestRoad(await open(), START);
    const { clock, database } = road;
    const state = {
      answer: { kind: 'free' } as FreezeAnswer,
      connection: 'online' as ConnectionState,
      leased: true,
      timeZone: 'Europe/Istanbul',
    };
    const asked: string[] = [];
    const levels: Level[] = [];
    const control = createOperationsControl({
      ground: {
        ...{ clock, database },
        config: {
          get limits() {
            return { ...NO_LIMITS, timeZone: state.timeZone };
          },
          log: { level: 'warn', directory: folder, console: 'text' },
        },
        lease: {
          fence: async () => {
            if (!state.leased) throw new PostaciError('LEASE_LOST', 'lost', 'Look');
          },
        },
      },
      account: {
        key: ACCOUNT,
        messenger: {
          get connection() {
            return state.connection;
          },
          freeze: async () => state.answer,
        },
      },
      logLevels: { current: 'warn', set: (level) => void levels.push(level) },
      request: (what) => void asked.push(what),
      onLifted: () => void asked.push('lifted'),
      metrics: async () => 'metrics',
      signal: new AbortController().signal,
    });
    const restrict = (draft: Partial<RestrictionDraft> & Pick<RestrictionDraft, 'code'>) =>
      addRestriction(database, {
        ...{ account: ACCOUNT, scope: 'account', reason: draft.code },
        ...{ since: START, until: Number.POSITIVE_INFINITY },
        ...draft,
      });
    const active = async () =>
      (await activeRestrictions(database, ACCOUNT, clock.now())).map(({ code }) => code).sort();
    return { road, clock, database, state, asked, levels, control, restrict, active };
  }

  type Stage = Awaited<ReturnType<typeof stage>>;

  /** The silence after PEER_FLOOD, endless bars of the account and of a group, and waits of Telegram's. */
  async function restrictAll({ restrict }: Stage): Promise<void> {
    const until = START + HOUR;
    await restrict({ code: 'PEER_FLOOD', scope: 'people', until });
    await restrict({ code: 'PEER_FLOOD', budget: 'unsolicited', until });
    await restrict({ code: 'PEER_FLOOD', scope: 'peer', peer: GROUP, until });
    await restrict({ code: 'SPAMBOT_LIMITED', budget: 'unsolicited' });
    await restrict({ code: 'SPAMBOT_LIMITED', scope: 'people' });
    await restrict({ code: 'FLOOD_WAIT_3600', until });
    await restrict({ code: 'CHAT_WRITE_FORBIDDEN', scope: 'peer', peer: GROUP });
  }

  test('thaws: our own silence and endless bars are lifted, each of them; Telegram’s waits and groups stay', async () => {
    const now = await stage();
    await restrictAll(now);
    const report = await now.control.thaw();
    expect(report).toMatchObject({ frozen: false, problem: null });
    const codes = (rows: readonly { readonly code: string }[]) =>
      rows.map(({ code }) => code).sort();
    expect(codes(report.lifted)).toEqual([
      'PEER_FLOOD',
      'PEER_FLOOD',
      'SPAMBOT_LIMITED',
      'SPAMBOT_LIMITED',
    ]);
    expect(report.left).toEqual([
      { id: expect.any(Number), code: 'FLOOD_WAIT_3600', until: START + HOUR },
    ]);
    expect(await now.active()).toEqual(['CHAT_WRITE_FORBIDDEN', 'FLOOD_WAIT_3600']);
    expect(now.asked).toEqual(['lifted']);
  });

  test('leaves a frozen account as it is, and all that is beside it', async () => {
    const now = await stage();
    await restrictAll(now);
    now.state.answer = { kind: 'frozen' };
    const report = await now.control.thaw();
    expect(report).toMatchObject({ frozen: true, problem: null, lifted: [] });
    expect(report.left.find(({ code }) => code === 'FROZEN')).toMatchObject({ until: null });
    expect(await now.active()).toHaveLength(8);
  });

  test('believes the app config that a freeze is over, but for an error of the last minutes', async () => {
    const now = await stage();
    await now.restrict({ code: 'FROZEN' });
    await now.restrict({ code: 'FROZEN_METHOD_INVALID' });
    expect(await now.control.thaw()).toMatchObject({
      frozen: false,
      lifted: [],
      left: [{ code: 'FROZEN_METHOD_INVALID', until: null }],
    });
    await now.clock.run(START + HOUR);
    expect(await now.control.thaw()).toMatchObject({ frozen: false, left: [] });
    expect(await now.active()).toEqual([]);
  });

  test('lifts nothing while Telegram cannot be asked, and says why', async () => {
    const now = await stage();
    await restrictAll(now);
    now.state.answer = { kind: 'wait', code: 'FLOOD_WAIT_60', waitMs: 60_000 };
    const report = await now.control.thaw();
    expect(report).toMatchObject({ frozen: null, lifted: [] });
    expect(report.problem).toContain('FLOOD_WAIT_60');
    expect(await now.active()).toHaveLength(7);
  });

  test('is ready when it is connected, leased and migrated, and only then', async () => {
    const { control, database, state } = await stage();
    const all = { ready: true, connected: true, leased: true, migrated: true };
    expect(await control.ready()).toEqual(all);
    state.connection = 'connecting';
    expect(await control.ready()).toEqual({ ...all, ready: false, connected: false });
    state.connection = 'online';
    state.leased = false;
    expect(await control.ready()).toEqual({ ...all, ready: false, leased: false });
    state.leased = true;
    await database.query(
      `insert into ${database.schema}.migrations (number, name, checksum) values (999, 'newer', '')`,
    );
    expect(await control.ready()).toMatchObject({ ready: false, migrated: false });
    await database.query(`delete from ${database.schema}.migrations where number = 999`);
    expect(await control.ready()).toEqual(all);
  });

  test('counts its local days, the day on which the clocks change too, and an empty one', async () => {
    const { clock, control, database, road, state } = await stage();
    // Clocks go forward in Berlin in that night, at three.
    state.timeZone = 'Europe/Berlin';
    const say = async (at: number, changes: object = {}) => {
      await clock.run(at);
      const [id] = await road.propose({ notBefore: at, ...changes });
      await road.runFor(1_000);
      return id;
    };
    await say(Date.UTC(2026, 2, 28, 22, 59, 50));
    await say(Date.UTC(2026, 2, 28, 23, 0, 0));
    await say(Date.UTC(2026, 2, 29, 21, 59, 50), { service: 'reply', budget: 'answer' });
    await say(Date.UTC(2026, 2, 29, 22, 0, 0), { peer: -77 });
    await say(Date.UTC(2026, 2, 29, 22, 0, 10), { expiresAt: Date.UTC(2026, 2, 29, 22, 0, 10) });
    for (const [hour, heard] of [
      [Date.UTC(2026, 2, 28, 22), 3],
      [Date.UTC(2026, 2, 29, 5), 4],
    ] as const) {
      await database.query(
        `insert into ${database.schema}.activity (account, peer_id, hour, heard) values ($1, $2, $3, $4)`,
        [ACCOUNT, GROUP, new Date(hour), heard],
      );
    }
    const none = { refused: 0, failed: 0, expired: 0, heard: 0 };
    expect(await control.days(4)).toEqual([
      { ...none, day: '2026-03-27', sent: {} },
      { ...none, day: '2026-03-28', sent: { message: 1 }, heard: 3 },
      { ...none, day: '2026-03-29', sent: { message: 1, reply: 1 }, heard: 4 },
      { ...none, day: '2026-03-30', sent: {}, refused: 1, expired: 1 },
    ]);
    expect(await control.days(1)).toHaveLength(1);
  });

  test('shows what came of the last messages, the newest first, by name', async () => {
    const { control, database, road } = await stage();
    await database.query(
      `insert into ${database.schema}.chats (account, peer_id, title) values ($1, $2, 'Grup')`,
      [ACCOUNT, GROUP],
    );
    const ids = await road.propose(
      { notBefore: START, content: { kind: 'text', text: 'one' } },
      { notBefore: START, peer: -77, content: { kind: 'text', text: 'two' } },
      { notBefore: START + HOUR, content: { kind: 'text', text: 'waits' } },
    );
    await road.runFor(5_000);
    const entries = await control.sent(10);
    expect(entries.map(({ id }) => id).sort()).toEqual(ids.slice(0, 2));
    const [one] = entries.filter(({ id }) => id === ids[0]);
    expect(one).toMatchObject({
      ...{ service: 'message', peer: GROUP, name: 'Grup', state: 'sent' },
      ...{ text: 'one', reason: null, at: expect.any(Number) },
    });
    const [two] = entries.filter(({ id }) => id === ids[1]);
    expect(two).toMatchObject({ state: 'refused', name: '', reason: expect.stringMatching(/./) });
    expect(await control.sent(1)).toEqual(entries.slice(0, 1));
  });

  test('logs in detail, and as configured again', async () => {
    const { control, levels } = await stage();
    await control.debug(true);
    await control.debug(false);
    expect(levels).toEqual(['debug', 'warn']);
  });

  test('shows its log, and is asked to begin anew and to end', async () => {
    const { control, asked } = await stage();
    const time = new Date(START).toISOString();
    writeFileSync(join(folder, 'bot.log'), JSON.stringify({ time, level: 'info', message: 'hi' }));
    expect(await control.log({ limit: 5 })).toMatchObject([{ at: START, message: 'hi' }]);
    await control.restart();
    await control.stop();
    expect(asked).toEqual(['restart', 'stop']);
    expect(await control.metrics()).toBe('metrics');
  });
});
