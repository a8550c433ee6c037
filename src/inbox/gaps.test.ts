import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  begunStage,
  CHANNEL,
  keysOf,
  NOON,
  PERSON,
  times,
} from '../../test/support/inbox-stage.js';
import { NO_FAULTS } from '../../test/support/model-updates.js';
import type { Update } from '../core/updates.js';

describeFastestDatabase('a gap', (open) => {
  test('a gap that closes by itself within half a second asks for nothing', async () => {
    const stage = await begunStage(await open());
    const update = (pts: number, messageId: number): Update => ({
      kind: 'sequenced',
      sequence: { of: 'pts' },
      pts,
      count: 1,
      incoming: { kind: 'message', peer: PERSON, messageId, at: NOON, own: false, text: '' },
    });
    stage.push(update(105, 5));
    await stage.pass(499);
    expect(await stage.rows()).toEqual([]);
    stage.push(update(104, 4), update(105, 5), update(103, 3));
    await stage.pass(5_000);
    expect(await stage.keys()).toEqual([`m:${PERSON}:4`, `m:${PERSON}:5`]);
    expect(stage.telegram.calls).toEqual([]);
    await stage.stop();
  });

  test.each([PERSON, CHANNEL])(
    'a gap that stays is asked for after half a second (%d)',
    async (peer) => {
      const stage = await begunStage(await open());
      stage.telegram.faults = { ...NO_FAULTS, lost: 1 };
      const lost = stage.telegram.say(peer);
      stage.telegram.faults = NO_FAULTS;
      const next = stage.telegram.say(peer);
      await stage.pass(499);
      expect(stage.telegram.calls).toEqual([]);
      await stage.pass(501);
      expect(await stage.keys()).toEqual(keysOf([lost, next]));
      expect(stage.telegram.calls).toHaveLength(1);
      const told = stage.published.filter(({ type }) => type === 'catching-up').slice(-2);
      expect(told).toMatchObject([
        { state: 'started', reason: 'a gap' },
        { state: 'done', reason: 'a gap' },
      ]);
      await stage.stop();
    },
  );

  test('a gap in the numbers of pushes is asked for; one seen before hides only what has no sequence', async () => {
    const stage = await begunStage(await open());
    const push = (seq: number, updates: readonly Update[]) =>
      stage.telegram.push({ kind: 'updates', seqStart: seq, seq, date: NOON / 1000, updates });
    stage.telegram.faults = { ...NO_FAULTS, lost: 1 };
    const said = stage.telegram.say(PERSON);
    const pts = stage.telegram.ptsOf(PERSON);
    push(1, [{ kind: 'sequenced', sequence: { of: 'pts' }, pts, count: 1, incoming: said }]);
    await stage.pass(600);
    expect(stage.telegram.calls).toEqual([]);
    expect(await stage.keys()).toEqual(keysOf([said]));
    push(99, []);
    await stage.pass(60_000);
    expect(stage.telegram.calls).toEqual(['difference 104']);
    await stage.stop();
  });

  test('a gap of which differences know nothing, again and again, is leapt over', async () => {
    const stage = await begunStage(await open());
    const sequence = { of: 'channel', channel: CHANNEL } as const;
    stage.push({ kind: 'sequenced', sequence, pts: 510, count: 1 });
    await stage.pass(120_000);
    expect(stage.telegram.calls).toEqual(times(3, () => `channelDifference ${CHANNEL} 501`));
    expect(await stage.channels()).toContainEqual(
      expect.objectContaining({ channel_id: CHANNEL, pts: 510, behind: false }),
    );
    await stage.stop();
  });

  test('a clock that was wrong for a while holds nothing up', async () => {
    const stage = await begunStage(await open());
    let wrongBy = 3_600_000;
    const { clock } = stage;
    await stage.stop();
    await stage.start({
      clock: {
        now: () => clock.now() + wrongBy,
        sleepUntil: (atMs, signal) => clock.sleepUntil(atMs - wrongBy, signal),
      },
    });
    await stage.pass(5_000);
    stage.telegram.faults = { ...NO_FAULTS, lost: 1 };
    const lost = stage.telegram.say(CHANNEL);
    stage.telegram.faults = NO_FAULTS;
    const next = stage.telegram.say(CHANNEL);
    await stage.pass(100);
    wrongBy = 0;
    const said = stage.telegram.say(PERSON);
    await stage.pass(1_000);
    expect(await stage.keys()).toEqual(keysOf([said, lost, next]));
    await stage.stop();
  });
});
