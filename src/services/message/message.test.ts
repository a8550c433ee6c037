import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { MessageStage, type StageOptions, targetOf } from '../../../test/support/message-stage.js';
import { openGroup, ScriptedMessenger } from '../../../test/support/scripted-messenger.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { MessageSettings, Schedule } from '../../core/settings.js';

const minute = 60_000;
const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 5, 1, 12);
const hourly: Schedule = { kind: 'every', everyMs: hour, jitterMs: 0 };
const atNine: Schedule = { kind: 'cron', expression: '0 9 * * *' };

function settingsOf(changes: Partial<MessageSettings> = {}): MessageSettings {
  return {
    targets: [targetOf('@group1001', hourly)],
    templates: ['a', 'b', 'c'].map((id) => ({ id, variants: [`${id} to {group}`], targets: [] })),
    variables: {},
    missedRuns: 'skip',
    expireAfterMs: 2 * hour,
    onlyAfterOthers: false,
    ...changes,
  };
}

function stageOf(
  database: Database,
  changes: Partial<MessageSettings>,
  more?: Partial<StageOptions>,
) {
  const messenger = new ScriptedMessenger([1001, 1002, 1003].map((id) => openGroup(-id)));
  const options = { startMs: noon, settings: settingsOf(changes), random: () => 0, ...more };
  return new MessageStage(database, messenger, options);
}

const times = (rows: readonly { not_before: number }[]) => rows.map((row) => row.not_before - noon);

describeFastestDatabase('the message service', (open) => {
  test('posts to each group at its gap, the groups apart from each other', async () => {
    const targets = ['@group1001', '@group1002', '@group1003'].map((w) => targetOf(w, hourly));
    const stage = stageOf(await open(), { targets });
    await stage.run(noon + 2 * hour - 1);
    const rows = await stage.proposed();
    const third = hour / 3;
    // The second and third group are looked up a moment after the first.
    expect(rows.map(({ peer_id }) => peer_id)).toEqual([-1001, -1002, -1003, -1001, -1002, -1003]);
    times(rows).forEach((at, index) => {
      expect(Math.abs(at - index * third)).toBeLessThan(1000);
    });
  });

  test('proposes an unsolicited, scheduled intent that expires, in the account’s lane', async () => {
    const database = await open();
    const forum = { forum: true, topics: [{ id: 42, title: 'Cats', closed: false }] };
    const stage = stageOf(database, {
      targets: [targetOf('t.me/group1001/42', hourly)],
      onlyAfterOthers: true,
    });
    stage.messenger.access.set(-1001, openGroup(-1001, forum));
    await stage.run(noon);
    const rows = await database.query(`select * from ${database.schema}.outbox`);
    expect(rows).toMatchObject([
      {
        account: 'user:7',
        service: 'message',
        budget: 'unsolicited',
        lane: 'user:7',
        thread: 'message:-1001/42',
        peer_id: -1001,
        topic_id: 42,
        priority: 1,
        precondition: { kind: 'somebody-spoke' },
        not_before: noon,
        expires_at: noon + 2 * hour,
        dedupe_key: `message:-1001/42:${noon}`,
        content: { kind: 'text', text: expect.stringMatching(/^[abc] to Group 1001$/) },
      },
    ]);
  });

  test('gives each template once a round, also over restarts', async () => {
    const stage = stageOf(await open(), {}, { random: Math.random });
    for (let run = 0; run < 9; run++) await stage.run(noon + run * hour + 2 * minute);
    const letters = (await stage.proposed()).map(({ text }) => text[0]);
    expect(letters).toHaveLength(9);
    for (const start of [0, 3, 6]) expect(new Set(letters.slice(start, start + 3)).size).toBe(3);
    expect(letters.some((letter, index) => letter === letters[index - 1])).toBe(false);
  });

  test('gives a group only the templates that are for it', async () => {
    const templates = [
      { id: 'one', variants: ['for the first'], targets: ['t.me/Group1001'] },
      { id: 'two', variants: ['for the second'], targets: ['@group1002'] },
    ];
    const targets = ['@group1001', '@group1002', '@group1003'].map((w) => targetOf(w, hourly));
    const stage = stageOf(await open(), { templates, targets });
    await stage.run(noon + 3 * hour);
    const rows = await stage.proposed();
    const said = new Set(rows.map(({ peer_id, text }) => `${peer_id} ${text}`));
    expect(said).toEqual(new Set(['-1001 for the first', '-1002 for the second']));
    expect(stage.logged).toContain('@group1003: no template is for this group');
  });

  test('follows the local clock over the end of daylight saving, in what it says too', async () => {
    const startMs = Date.UTC(2026, 9, 23, 12);
    const templates = [{ id: 'a', variants: ['{weekday} {time}'], targets: [] }];
    const targets = [targetOf('@group1001', atNine)];
    const changes = { targets, templates };
    const stage = stageOf(await open(), changes, { startMs, timeZone: 'Europe/Berlin' });
    await stage.run(startMs + 3 * day);
    expect((await stage.proposed()).map((row) => [row.text, row.not_before])).toEqual([
      ['Saturday 09:00', Date.UTC(2026, 9, 24, 7)],
      ['Sunday 09:00', Date.UTC(2026, 9, 25, 8)],
      ['Monday 09:00', Date.UTC(2026, 9, 26, 8)],
    ]);
  });

  test('a restart neither repeats nor forgets, at whatever moment it comes', async () => {
    const database = await open();
    const stage = stageOf(database, {});
    // From a second before to a second after each due time, a process dies every 400 ms.
    for (let at = noon; at < noon + 3 * hour; at += hour) {
      for (let ms = -1000; ms <= 1000; ms += 400) await stage.run(at + ms);
    }
    await stage.run(noon + 3 * hour - 1);
    expect(times(await stage.proposed())).toEqual([0, hour, 2 * hour]);
  });

  test('a crash in any transaction, before or after its commit, loses and repeats nothing', async () => {
    // The target is opened, has its first turn, and its second.
    for (const when of ['onTransaction', 'onCommit'] as const) {
      for (const fatal of [1, 2, 3]) {
        const stage = stageOf(await open(), {});
        let seen = 0;
        stage[when] = () => {
          if (++seen === fatal) throw new Error('crash');
        };
        await expect(stage.run(noon + hour + minute)).rejects.toThrow('crash');
        await stage.run(noon + hour + minute);
        expect(times(await stage.proposed())).toEqual([0, hour]);
      }
    }
  });

  test('what was missed is let go, and the beat is kept', async () => {
    const stage = stageOf(await open(), {});
    await stage.run(noon + minute);
    await stage.clock.run(noon + 3.5 * hour);
    await stage.run(noon + 5 * hour);
    expect(times(await stage.proposed())).toEqual([0, 4 * hour, 5 * hour]);
  });

  test('or what was missed is made up for once, when so configured', async () => {
    const stage = stageOf(await open(), { missedRuns: 'once' });
    await stage.run(noon + minute);
    await stage.clock.run(noon + 3.5 * hour);
    await stage.run(noon + 5 * hour);
    expect(times(await stage.proposed())).toEqual([0, 3.5 * hour, 4.5 * hour]);
  });

  test('does not pile up what the guard holds back, and goes on when that has expired', async () => {
    const stage = stageOf(await open(), { expireAfterMs: 2.5 * hour }, { sends: false });
    await stage.run(noon + 4 * hour);
    const rows = await stage.proposed();
    expect(times(rows)).toEqual([0, 3 * hour]);
    await stage.settle();
    await stage.run(noon + 5 * hour);
    expect(times(await stage.proposed())).toEqual([0, 3 * hour, 5 * hour]);
  });

  test('what expired or was refused was seen by nobody: its template is still to come', async () => {
    const stage = stageOf(await open(), {}, { random: Math.random, sends: false });
    const seen: string[] = [];
    for (let run = 0; run < 30; run++) {
      await stage.run(noon + run * hour + minute);
      const last = (await stage.proposed()).at(-1)?.text[0] ?? '';
      const end = ['expired', 'refused', 'sent'][run % 3];
      if (end === 'sent') seen.push(last);
      await stage.settle(end);
    }
    expect(seen).toHaveLength(10);
    for (const start of [0, 3, 6]) expect(new Set(seen.slice(start, start + 3)).size).toBe(3);
    expect(seen.some((letter, index) => letter === seen[index - 1])).toBe(false);
  });

  test('a lively group is written to more often than a quiet one', async () => {
    const database = await open();
    const traffic: Schedule = { kind: 'traffic', minMs: 10 * minute, maxMs: 2 * hour };
    const targets = ['@group1001', '@group1002'].map((w) => targetOf(w, traffic));
    const stage = stageOf(database, { targets });
    for (let at = noon - 3 * hour; at < noon + day; at += hour) {
      await database.query(
        `insert into ${database.schema}.activity values ('user:7', -1001, $1, 300)`,
        [new Date(at)],
      );
    }
    await stage.run(noon + 12 * hour);
    const rows = await stage.proposed();
    const gaps = (peer: number) => {
      const at = rows.filter(({ peer_id }) => peer_id === peer).map((row) => row.not_before);
      return at.slice(1).map((to, index) => Math.round((to - (at[index] ?? 0)) / minute));
    };
    // 300 an hour: 120 − 110 · 300/330 = 20 minutes; none: 120.
    // (The hour that has begun counts in full here, up to 400: 18 minutes.)
    for (const gap of gaps(-1001)) expect([18, 19, 20]).toContain(gap);
    expect(new Set(gaps(-1002))).toEqual(new Set([120]));
  });

  test('a group that wakes up need not wait for its longest gap', async () => {
    const database = await open();
    const schedule: Schedule = { kind: 'traffic', minMs: 10 * minute, maxMs: 5 * hour };
    const stage = stageOf(database, { targets: [targetOf('@group1001', schedule)] });
    await stage.run(noon + 20 * minute, async () => {
      await database.query(
        `insert into ${database.schema}.activity values ('user:7', -1001, $1, 5000)`,
        [new Date(noon)],
      );
      await stage.clock.run(noon + 40 * minute);
    });
    expect((await stage.proposed()).length).toBeGreaterThanOrEqual(2);
  });

  test('a changed schedule starts its target anew; the others go on as they were', async () => {
    const targets = ['@group1001', '@group1002'].map((w) => targetOf(w, atNine));
    const stage = stageOf(await open(), { targets });
    const halfHourly: Schedule = { kind: 'every', everyMs: hour / 2, jitterMs: 0 };
    await stage.run(noon + minute, async () => {
      stage.settings = settingsOf({
        targets: [targetOf('@group1001', halfHourly), targetOf('@group1002', atNine)],
      });
      stage.service.reload();
      await stage.clock.run(noon + 45 * minute);
    });
    const rows = await stage.proposed();
    expect(rows.map(({ peer_id }) => peer_id)).toEqual([-1001, -1001]);
    expect(times(rows)).toEqual([minute, 31 * minute]);
  });

  test('a target that is taken out is silent, and one that is put in speaks', async () => {
    const stage = stageOf(await open(), {});
    await stage.run(noon + minute, async () => {
      stage.settings = settingsOf({ targets: [targetOf('@group1002', hourly)] });
      stage.service.reload();
      await stage.clock.run(noon + 90 * minute);
      expect(stage.service.reports().map(({ written }) => written)).toEqual(['@group1002']);
    });
    expect((await stage.proposed()).map(({ peer_id }) => peer_id)).toEqual([-1001, -1002, -1002]);
  });

  test('new settings with a faulty template are not taken over', async () => {
    const stage = stageOf(await open(), {});
    await stage.run(noon + minute, async () => {
      stage.settings = settingsOf({ templates: [{ id: 'x', variants: ['{gruop}'], targets: [] }] });
      stage.service.reload();
      await stage.clock.run(noon + hour);
    });
    expect(stage.logged).toEqual(['the new settings are not taken over']);
    expect(await stage.proposed()).toHaveLength(2);
  });

  test('does not start with an unknown variable', async () => {
    const templates = [{ id: 'x', variants: ['{gruop}'], targets: [] }];
    const stage = stageOf(await open(), { templates });
    await expect(stage.run(noon)).rejects.toThrow(PostaciError);
    expect(await stage.proposed()).toEqual([]);
  });

  test('a template that is too long for one group does not stop the others', async () => {
    const templates = [
      { id: 'long', variants: [`${'x'.repeat(4090)} {group}`], targets: [] },
      { id: 'short', variants: ['hi'], targets: [] },
    ];
    const stage = stageOf(await open(), { templates });
    await stage.run(noon + 3 * hour);
    expect((await stage.proposed()).map(({ text }) => text)).toEqual(['hi', 'hi']);
    expect(stage.logged.filter((line) => line.includes('Template `long`'))).toHaveLength(2);
  });

  test('keeps the title and the slow mode of each group for the guard', async () => {
    const database = await open();
    const stage = stageOf(database, {});
    stage.messenger.access.set(-1001, openGroup(-1001, { slowModeSeconds: 900 }));
    await stage.run(noon);
    expect(
      await database.query(
        `select peer_id, title, slow_mode_seconds from ${database.schema}.chats`,
      ),
    ).toEqual([{ peer_id: -1001, title: 'Group 1001', slow_mode_seconds: 900 }]);
  });
});
