import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { MessageStage, targetOf } from '../../../test/support/message-stage.js';
import { openGroup, ScriptedMessenger } from '../../../test/support/scripted-messenger.js';
import type { Database } from '../../core/database.js';
import type { Schedule } from '../../core/settings.js';

const minute = 60_000;
const hour = 3_600_000;
const noon = Date.UTC(2026, 5, 1, 12);
const hourly: Schedule = { kind: 'every', everyMs: hour, jitterMs: 0 };

function stageOf(database: Database, ...written: string[]) {
  const messenger = new ScriptedMessenger([openGroup(-1001), openGroup(-1002)]);
  return new MessageStage(database, messenger, {
    startMs: noon,
    random: () => 0,
    settings: {
      targets: written.map((each) => targetOf(each, hourly)),
      templates: [{ id: 'a', variants: ['hi'], targets: [] }],
      variables: {},
      missedRuns: 'skip',
      expireAfterMs: hour,
      onlyAfterOthers: false,
    },
  });
}

describeFastestDatabase('the targets', (open) => {
  test('one that is not there is told once, tried again ever more rarely, and does not stop others', async () => {
    const stage = stageOf(await open(), '@nobody', '@group1002');
    await stage.run(noon + 4 * hour);
    expect((await stage.proposed()).every(({ peer_id }) => peer_id === -1002)).toBe(true);
    expect((await stage.proposed()).length).toBeGreaterThan(3);
    expect(stage.logged.filter((line) => line.startsWith('@nobody: '))).toHaveLength(1);
    const tries = stage.messenger.calls.filter((call) => call === 'resolve nobody').length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(15);
    expect(stage.service.reports()[0]).toMatchObject({
      written: '@nobody',
      reachable: false,
      problems: [{ code: 'NOT_FOUND' }],
    });
  });

  test('one that appears later is posted to from then on', async () => {
    const stage = stageOf(await open(), '@group1003');
    await stage.run(noon + 10 * minute, async () => {
      stage.messenger.access.set(-1003, openGroup(-1003));
      await stage.clock.run(noon + hour);
    });
    expect((await stage.proposed()).map(({ peer_id }) => peer_id)).toEqual([-1003]);
    expect(stage.service.reports()).toMatchObject([{ reachable: true, problems: [] }]);
  });

  test('Telegram’s patience is kept to the second', async () => {
    const stage = stageOf(await open(), '@group1001');
    const wait = { status: 'wait', code: 'FLOOD_WAIT_900', waitMs: 900_000 } as const;
    stage.messenger.resolutions.push(wait);
    await stage.run(noon + 900_000 - 1);
    expect(stage.messenger.calls).toHaveLength(1);
    stage.messenger.resolutions.push(wait);
    await stage.run(stage.clock.now() + 900_000, async () => {
      expect(stage.service.reports()).toMatchObject([{ reachable: true }]);
    });
  });

  test('what could not be reached is looked at again as soon as the line is back', async () => {
    const stage = stageOf(await open(), '@group1001');
    stage.messenger.resolutions.push(new Error('offline'), new Error('offline'));
    await stage.run(noon + 40_000, async () => {
      expect(stage.service.reports()).toMatchObject([{ problems: [{ code: 'UNREACHABLE' }] }]);
      const { length } = stage.messenger.calls;
      stage.messenger.turn('online');
      await stage.clock.run(noon + 41_000);
      expect(stage.messenger.calls.length).toBeGreaterThan(length);
      expect(stage.service.reports()).toMatchObject([{ reachable: true }]);
    });
  });

  test('two spellings of one place are one, and it is said so', async () => {
    const stage = stageOf(await open(), '@group1001', '-1001');
    await stage.run(noon + hour + minute);
    expect(await stage.proposed()).toHaveLength(2);
    expect(stage.service.reports()[1]?.problems).toMatchObject([{ code: 'DUPLICATE' }]);
  });

  test('of two spellings with different schedules the first counts', async () => {
    const stage = stageOf(await open());
    const often: Schedule = { kind: 'every', everyMs: minute, jitterMs: 0 };
    const targets = [targetOf('@group1001', hourly), targetOf('-1001', often)];
    stage.settings = { ...stage.settings, targets };
    await stage.run(noon + 2 * hour + minute);
    expect(await stage.proposed()).toHaveLength(3);
  });

  test('what was said in a group is known before anything is proposed there', async () => {
    const stage = stageOf(await open(), '@group1001');
    stage.refreshFailures.push(new Error('not yet'));
    await stage.run(noon + 10_000);
    expect(await stage.proposed()).toEqual([]);
    await stage.run(noon + minute);
    expect(stage.refreshed).toEqual([-1001]);
    expect(await stage.proposed()).toHaveLength(1);
  });

  test('a person is never posted to, nor is the account itself', async () => {
    const stage = stageOf(await open(), '@ayse1', '7');
    stage.messenger.people.set('ayse', { id: 5, kind: 'user', title: 'Ayşe', username: 'ayse1' });
    stage.messenger.people.set('me', { id: 7, kind: 'user', title: 'Ada' });
    await stage.run(noon + 2 * hour);
    expect(await stage.proposed()).toEqual([]);
    expect(stage.service.allowedPeers()).toEqual(new Set());
    const codes = stage.service.reports().map(({ problems }) => problems[0]?.code);
    expect(codes).toEqual(['NOT_A_GROUP', 'NOT_A_GROUP']);
  });

  test('one that turns the account out is given up, until it lets it in again', async () => {
    const stage = stageOf(await open(), '@group1001');
    await stage.run(noon + hour + minute, async () => {
      stage.messenger.access.set(-1001, openGroup(-1001, { canSendText: false }));
      await stage.clock.run(noon + 12 * hour);
      const { length } = await stage.proposed();
      expect(length).toBeLessThan(9);
      stage.messenger.access.set(-1001, openGroup(-1001));
      await stage.clock.run(noon + 14 * hour);
      expect((await stage.proposed()).length).toBeGreaterThan(length);
    });
  });

  test('which groups are allowed is not known before all were looked at once', async () => {
    const stage = stageOf(await open(), '@group1001', '@nobody');
    await stage.run(noon, async () => {
      expect(stage.service.allowedPeers()).toBeUndefined();
      expect(stage.allowedTold).toBe(0);
      await stage.clock.run(noon + 1000);
      expect(stage.service.allowedPeers()).toEqual(new Set([-1001]));
      expect(stage.allowedTold).toBeGreaterThan(0);
    });
  });

  test('but for those that are remembered from an earlier start', async () => {
    const stage = stageOf(await open(), '@group1001', '@group1002');
    await stage.run(noon + 1000);
    stage.messenger.resolutions.push(new Error('offline'));
    await stage.run(noon + 1000, async () => {
      expect(stage.service.allowedPeers()).toEqual(new Set([-1001, -1002]));
    });
  });
});
