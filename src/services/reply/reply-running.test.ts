import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import {
  ACCOUNT,
  ADA,
  BOT,
  GROUP,
  NOON,
  ReplyStage,
  ruleOf,
} from '../../../test/support/reply-stage.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Two hundred characters: at least twelve seconds of typing. */
const long = 'abcdefghi '.repeat(20);
const talkative = ruleOf('all', { variants: [long] });

describeFastestDatabase('an answer that runs', (open) => {
  test('is made known to the sender once it is committed, and is seen to be typed', async () => {
    const stage = new ReplyStage(await open(), { rules: [talkative] });
    await stage.start();
    await stage.handOver(stage.message('hey'), async () => {
      await stage.pass(1_000);
      expect(stage.kicks).toBe(0);
    });
    await stage.pass(500);
    expect(stage.kicks).toBe(1);
    expect(stage.published).toMatchObject([{ type: 'intent', state: 'queued', peer: ADA }]);
    const [answer] = await stage.answers();
    const due = (answer?.not_before ?? 0) - NOON;
    await stage.pass(MINUTE);
    const shown = stage.typed.map(({ at }) => at);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown[0]).toBeLessThanOrEqual(due - 12_000);
    expect(shown[0]).toBeGreaterThanOrEqual(due - 18_000);
    const gaps = shown.slice(1).map((at, index) => at - (shown[index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([5_000]));
    expect(shown.at(-1)).toBeLessThan(due);
    expect(stage.kicks).toBe(1);
    await stage.restart();
  });
});

describeFastestDatabase('typing is not shown', (open) => {
  const whatEndsIt: [string, (stage: ReplyStage) => Promise<unknown>][] = [
    [
      'once the answer is sent',
      (stage) => update(stage, "state = 'sent', settled_at = not_before"),
    ],
    ['once it is taken back', (stage) => update(stage, "state = 'refused'")],
    [
      'once the guard holds it',
      (stage) => update(stage, "next_at = not_before + interval '1 hour'"),
    ],
    ['once the operator writes there', (stage) => stage.takeOver(ADA)],
    [
      'while the service is paused',
      ({ database }) =>
        database.query(
          `insert into ${database.schema}.pauses (account, service, since, by) values ($1, 'reply', $2, 'x')`,
          [ACCOUNT, new Date(NOON)],
        ),
    ],
  ];
  test.each(whatEndsIt)('%s', async (_what, end) => {
    const stage = new ReplyStage(await open(), { rules: [talkative] });
    await stage.start();
    await stage.say('hey');
    await stage.pass(5_000);
    const before = stage.typed.length;
    expect(before).toBeGreaterThan(0);
    await end(stage);
    await stage.pass(MINUTE);
    expect(stage.typed).toHaveLength(before);
    await stage.restart();
  });

  test('for what was never committed', async () => {
    const stage = new ReplyStage(await open(), { rules: [talkative] });
    await stage.start();
    const crash = async () => {
      throw new Error('crash');
    };
    const commit = await stage.service.handler.decide(
      [stage.message('hey')],
      new AbortController().signal,
    );
    await expect(
      stage.database.transaction(async (tx) => {
        await commit(tx);
        await crash();
      }),
    ).rejects.toThrow('crash');
    await stage.pass(10 * MINUTE);
    expect(stage.typed).toEqual([]);
    expect(stage.kicks).toBe(0);
    expect(stage.clock.sleeping).toBe(0);
    await stage.restart();
  });

  test('before the operator’s time is over', async () => {
    const stage = new ReplyStage(await open(), { rules: [talkative], mode: 'manualplus' });
    await stage.start();
    await stage.say('hey');
    await stage.pass(4 * MINUTE);
    expect(stage.typed).toEqual([]);
    await stage.pass(MINUTE);
    expect(stage.typed.length).toBeGreaterThan(1);
    await stage.restart();
  });
});

describeFastestDatabase('new settings', (open) => {
  test('take the place of the old ones at a reload', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('old')] });
    await stage.start();
    await stage.say('a');
    stage.settings = { ...stage.settings, rules: [ruleOf('new')] };
    stage.service.reload();
    await stage.say('b');
    expect(await stage.texts()).toEqual(['old!', 'new!']);
    await stage.restart();
  });

  test('whose rules are broken leave the old ones in force', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('old')] });
    await stage.say('a');
    stage.settings = { ...stage.settings, rules: [ruleOf('new', { patterns: ['('] })] };
    stage.service.reload();
    await stage.say('b');
    expect(await stage.texts()).toEqual(['old!', 'old!']);
    expect(stage.logged).toContain('the new rules for answers are not taken over');
  });

  test('take back what waits where nothing is answered any more', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')], mode: 'manualplus' });
    stage.meet({ id: 13, kind: 'user', title: 'Max' });
    await stage.start();
    await stage.say('a');
    await stage.say('a', { peer: 13 });
    await stage.mention('a');
    const chatModes = [{ written: '13', peer: { by: 'id', id: 13 }, mode: 'auto' }] as const;
    stage.settings = { ...stage.settings, mode: 'manual', chatModes };
    stage.service.reload();
    await stage.pass(1_000);
    expect(await stage.answers()).toMatchObject([
      { peer_id: ADA, state: 'refused', reason: 'the mode is manual by now' },
      { peer_id: 13, state: 'queued' },
      { peer_id: GROUP, state: 'queued' },
    ]);
    stage.settings = { ...stage.settings, mode: 'off' };
    stage.service.reload();
    await stage.pass(1_000);
    expect((await stage.answers()).map(({ state }) => state)).toEqual([
      'refused',
      'queued',
      'refused',
    ]);
    await stage.restart();
  });
});

describeFastestDatabase('new settings while there is no line', (open) => {
  test('take back what waits as soon as it can be asked who waits', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')], mode: 'manualplus' });
    const stop = new AbortController();
    await stage.say('a');
    stage.settings = { ...stage.settings, mode: 'off' };
    stage.service.reload();
    stage.resolutions.push(new Error('no line'));
    await expect(stage.service.run(stop.signal)).rejects.toThrow('no line');
    const again = stage.service.run(stop.signal);
    await stage.pass(1_000);
    expect(await stage.answers()).toMatchObject([{ state: 'refused' }]);
    stop.abort();
    await again.catch(() => undefined);
  });
});

describeFastestDatabase('loops', (open) => {
  test('what repeats itself is not answered again, and the operator is told', async () => {
    const rules = [ruleOf('all', { variants: ['one', 'two', 'three'] })];
    const stage = new ReplyStage(await open(), { rules });
    for (let n = 0; n < 5; n++) {
      await stage.say('I am away, I will answer later');
      await stage.send();
      await stage.restart();
      await stage.pass(MINUTE);
    }
    expect(await stage.texts()).toHaveLength(1);
    const told = 'the same again, to which the same would be answered';
    expect(stage.logged[0]).toBe(`answering stops here for a while: ${told}`);
    await stage.pass(HOUR);
    await stage.say('hey, are you there?');
    expect(await stage.texts()).toHaveLength(2);
  });

  test('what comes back as it was said ends it', async () => {
    const stage = new ReplyStage(await open(), {
      rules: [ruleOf('all', { variants: ['Merhaba, {name}'] })],
    });
    await stage.say('selam');
    await stage.send();
    await stage.say('merhaba, ada');
    expect(await stage.texts()).toEqual(['Merhaba, Ada']);
  });

  test('whoever answers at once, time after time, is a machine', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')] });
    for (let n = 0; n < 10; n++) {
      await stage.say(`text ${n}`);
      await stage.send();
      await stage.pass(1_000);
    }
    expect(await stage.texts()).toHaveLength(5);
  });

  test('a bot is answered three times, then no more', async () => {
    const stage = new ReplyStage(await open(), { rules: [ruleOf('all')] });
    for (let n = 0; n < 6; n++) {
      await stage.say(`text ${n}`, { peer: BOT });
      await stage.send();
      await stage.pass(10 * MINUTE);
    }
    expect(await stage.texts()).toHaveLength(3);
  });
});

function update({ database }: ReplyStage, change: string) {
  return database.query(`update ${database.schema}.outbox set ${change}`);
}
