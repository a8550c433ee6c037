import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../../test/support/databases.js';
import { ACCOUNT, GROUP, NO_LIMITS, NOON, SELF, TestRoad } from '../../../../test/support/road.js';
import { NO_COMMENTS } from '../../../core/comment-settings.js';
import type { ConnectionState } from '../../../core/messenger.js';
import type { MessageSettings, MessageTarget } from '../../../core/settings.js';
import type { TargetReport } from '../../../core/target-report.js';
import { addPause } from '../../../outbox/pauses.js';
import { addRestriction } from '../../../outbox/restrictions.js';
import { recordHealth, recordOnline } from '../../account-record.js';
import { LiveFacts } from './live-facts.js';
import { type LookOptions, lookAround } from './look.js';

const HOUR = 3_600_000;
const TARGET: MessageTarget = {
  written: '@one',
  peer: { by: 'username', username: 'one' },
  schedule: { kind: 'every', everyMs: HOUR, jitterMs: 0 },
};
const MESSAGE: Omit<MessageSettings, 'targets'> = {
  ...{ templates: [], variables: {}, expireAfterMs: HOUR, onlyAfterOthers: false },
  missedRuns: 'skip',
};

describeFastestDatabase('a look at what the operator should know of', (open) => {
  async function stage() {
    const road = new TestRoad(await open());
    const { clock, database } = road;
    await recordOnline(database, { id: 7, firstName: 'Ada' }, 'session:1', NOON);
    await database.query(`update ${database.schema}.accounts set account = $1`, [ACCOUNT]);
    const live = new LiveFacts(NOON);
    live.listen(
      {
        publish: () => undefined,
        subscribe: (hear) => {
          hear({ type: 'service', at: NOON, service: 'message', state: 'started' });
          return () => undefined;
        },
      },
      () => undefined,
    );
    const state = {
      reports: [] as readonly TargetReport[],
      nextAt: undefined as number | undefined,
      connection: 'online' as ConnectionState,
      limits: { ...NO_LIMITS },
      targets: [TARGET] as readonly MessageTarget[],
    };
    const looking: LookOptions = {
      ...{ account: ACCOUNT, database, live },
      settings: () => ({
        alerts: { savedMessages: true, silentAfterMs: 24 * HOUR },
        comment: NO_COMMENTS,
        limits: state.limits,
        message: { ...MESSAGE, targets: state.targets },
        services: ['message'],
      }),
      connection: () => state.connection,
      groups: () => state.reports,
      channels: () => [],
      nextAt: async () => state.nextAt,
    };
    const look = async () => {
      const seen = await lookAround(looking, clock.now());
      return { ...seen, on: seen.sights.filter((sight) => sight.is === 'on') };
    };
    return { road, clock, database, look, state };
  }

  test('on a quiet day sees nothing', async () => {
    const { look } = await stage();
    expect(await look()).toMatchObject({ on: [], canWrite: true });
  });

  test('sees groups that refused for good, not people, nor what ends by itself or was lifted', async () => {
    const { database, look } = await stage();
    const bar = { account: ACCOUNT, scope: 'peer', since: NOON, reason: 'no right' } as const;
    const forGood = { ...bar, code: 'CHAT_WRITE_FORBIDDEN', until: Number.POSITIVE_INFINITY };
    await addRestriction(database, { ...forGood, peer: GROUP });
    await addRestriction(database, { ...forGood, peer: 77 });
    await addRestriction(database, { ...forGood, peer: -5, account: 'another' });
    await addRestriction(database, { ...bar, peer: -9, code: 'SLOWMODE_WAIT', until: NOON + HOUR });
    await database.query(
      `insert into ${database.schema}.chats (account, peer_id, title) values ($1, $2, 'Grup')`,
      [ACCOUNT, GROUP],
    );
    const { on } = await look();
    expect(on).toMatchObject([{ code: 'TARGET_BARRED', what: expect.stringContaining('Grup') }]);
  });

  test('sees a breaker that opened after the first word of it', async () => {
    const { database, clock, look } = await stage();
    await recordHealth(database, ACCOUNT, {
      ...{ health: 'spam-limited', reason: 'PEER_FLOOD', since: NOON, until: null },
    });
    await clock.run(NOON + HOUR);
    const breaker = { account: ACCOUNT, scope: 'account', code: 'PEER_FLOOD', reason: '' } as const;
    const until = NOON + 9 * HOUR;
    await addRestriction(database, {
      ...breaker,
      budget: 'unsolicited',
      since: NOON + HOUR,
      until,
    });
    const { on } = await look();
    expect(on).toMatchObject([{ code: 'BREAKER_OPEN', until }]);
  });

  test('sees the silence after the last message that arrived, and the rule that holds the next', async () => {
    const { road, clock, look, state } = await stage();
    await road.propose({});
    await road.runFor(1_000);
    state.limits = { ...NO_LIMITS, blackoutDays: ['2026-06-11'] };
    road.limits = state.limits;
    await clock.run(NOON + 22 * HOUR);
    await road.propose({ notBefore: NOON + 22 * HOUR });
    await road.runFor(1_000);
    // The operator's own words are none of a service.
    await road.propose({ service: 'operator', budget: 'operator', peer: SELF });
    await road.runFor(1_000);
    await clock.run(NOON + 24 * HOUR - 1);
    expect((await look()).on).toEqual([]);
    await clock.run(NOON + 24 * HOUR + 2_000);
    expect((await look()).on).toMatchObject([
      { code: 'NOTHING_SENT', what: expect.stringMatching(/since 2026-06-10 12:00: .* window/) },
    ]);
  });

  test('sees no silence where the schedule is as sparse, nothing is configured, or all is paused', async () => {
    const { database, clock, look, state } = await stage();
    await clock.run(NOON + 30 * HOUR);
    expect((await look()).on).toMatchObject([{ code: 'NOTHING_SENT' }]);
    state.nextAt = NOON + 90 * HOUR;
    expect((await look()).on).toEqual([]);
    state.nextAt = undefined;
    state.targets = [];
    expect((await look()).on).toEqual([]);
    state.targets = [TARGET];
    await addPause(database, ACCOUNT, 'reply', 'operator', clock.now());
    expect((await look()).on).toEqual([]);
  });

  test('sees that the day’s messages are spent', async () => {
    const { road, look, state } = await stage();
    state.limits = { ...NO_LIMITS, messagesPerDay: 2 };
    await road.propose({}, {});
    await road.runFor(1_000);
    expect((await look()).on).toMatchObject([
      { code: 'BUDGET_SPENT', key: 'messages-per-day:2026-06-10' },
    ]);
  });

  test('sees that the line is down, and that a frozen account cannot write', async () => {
    const { database, clock, look, state } = await stage();
    await recordHealth(database, ACCOUNT, {
      ...{ health: 'frozen', reason: '', since: NOON, until: null },
    });
    state.connection = 'offline';
    await look();
    await clock.run(NOON + 5 * 60_000);
    expect(await look()).toMatchObject({
      on: [{ code: 'TELEGRAM_UNREACHABLE' }],
      canWrite: false,
    });
  });

  test('knows a target that cannot be found now by the group that it was', async () => {
    const { database, look, state } = await stage();
    await database.query(
      `insert into ${database.schema}.message_targets
         (account, target, peer_id, written, schedule, next_due_at)
       values ($1, '-1001', -1001, '@one', '', $2)`,
      [ACCOUNT, new Date(NOON)],
    );
    const problem = { code: 'NOT_FOUND', level: 'error', problem: 'gone', remedy: 'Look' } as const;
    state.reports = [
      { written: '@one', reachable: false, problems: [problem] },
      { written: '@two', reachable: false, problems: [] },
    ];
    const { on, sights } = await look();
    expect(on).toMatchObject([{ code: 'TARGET_BARRED', key: '-1001' }]);
    expect(sights).toContainEqual({ is: 'unclear', code: 'TARGET_BARRED', key: '@two' });
  });
});
