import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  begunStage,
  CHANNEL,
  InboxStage,
  keysOf,
  OTHER_CHANNEL,
  PERSON,
  times,
} from '../../test/support/inbox-stage.js';
import { NO_FAULTS } from '../../test/support/model-updates.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';

describeFastestDatabase('catching up', (open) => {
  test('hearing begins at the first start: what was said before is no news, all later is', async () => {
    const stage = await begunStage(await open());
    expect(await stage.rows()).toEqual([]);
    expect(await stage.common()).toMatchObject({ pts: 103, last_message_id: 3 });
    expect(await stage.channels()).toMatchObject([
      { channel_id: OTHER_CHANNEL, pts: 501, last_message_id: 1 },
      { channel_id: CHANNEL, pts: 501, last_message_id: 1 },
    ]);
    const said = [stage.telegram.say(PERSON), stage.telegram.say(CHANNEL)];
    await stage.pass(10);
    expect(await stage.keys()).toEqual(keysOf(said));
    expect(stage.telegram.calls).toEqual([]);
    await stage.stop();
    expect(stage.telegram.listeners).toBe(0);
    expect(stage.clock.sleeping).toBe(0);
  });

  test('what is said in the first moments, before anything is known, is heard', async () => {
    const stage = new InboxStage(await open());
    await stage.start();
    const said = [stage.telegram.say(PERSON), stage.telegram.say(CHANNEL)];
    await stage.pass(5_000);
    expect((await stage.keys()).sort()).toEqual(keysOf(said).sort());
    await stage.stop();
  });

  test('a restart makes up for the time between, in parts, also in channels that the difference names', async () => {
    const stage = await begunStage(await open());
    await stage.stop();
    stage.telegram.faults = { ...NO_FAULTS, partSize: 2 };
    const said = times(5, () => stage.telegram.say(PERSON));
    const posted = times(5, () => stage.telegram.say(CHANNEL));
    await stage.start();
    await stage.pass(10_000);
    expect(await stage.keys()).toEqual(keysOf([...said, ...posted]));
    expect(stage.telegram.calls).toEqual([
      'difference 103',
      'difference 105',
      'difference 107',
      `channelDifference ${CHANNEL} 501`,
      `channelDifference ${CHANNEL} 503`,
      `channelDifference ${CHANNEL} 505`,
    ]);
    await stage.stop();
  });

  test('what the difference named is not forgotten by a crash right after it', async () => {
    for (let step = 0, died = true; died; step++) {
      const stage = await begunStage(await open());
      await stage.stop();
      const posted = stage.telegram.say(CHANNEL);
      // The next difference that is asked for names only what moved after this one.
      await stage.pass(2_000);
      const mortal = mortalDatabase(stage.database, step);
      await stage.start({ database: mortal });
      await stage.pass(3_000);
      await stage.stop();
      died = mortal.dead;
      await stage.pass(60_000);
      await stage.start();
      await stage.pass(5_000);
      expect(await stage.keys()).toEqual(keysOf([posted]));
      await stage.stop();
    }
  });

  test('a channel that is spoken in is asked after each reconnect, named or not', async () => {
    const stage = await begunStage(await open());
    await stage.clock.during(stage.inbox.refresh(CHANNEL, new AbortController().signal));
    await stage.pass(5_000);
    expect(stage.telegram.calls).toContain(`channelDifference ${CHANNEL} 501`);
    stage.telegram.calls.length = 0;
    stage.telegram.turn('offline');
    await stage.pass(60_000);
    expect(stage.telegram.calls).toEqual([]);
    stage.telegram.turn('online');
    await stage.pass(5_000);
    expect(stage.telegram.calls.sort()).toEqual([
      `channelDifference ${CHANNEL} 501`,
      'difference 103',
    ]);
    await stage.stop();
  });

  test('a quarter of an hour of silence is asked about', async () => {
    const stage = await begunStage(await open());
    await stage.pass(14 * 60_000);
    expect(stage.telegram.calls).toEqual([]);
    await stage.pass(60_000);
    expect(stage.telegram.calls).toEqual(['difference 103']);
    await stage.stop();
  });

  test('a channel that has to wait holds up nobody else, and is not asked before', async () => {
    const stage = await begunStage(await open());
    const { telegram } = stage;
    const ask = telegram.channelDifference.bind(telegram);
    const asked: number[] = [];
    telegram.channelDifference = async (channel, pts, signal) => {
      asked.push(stage.clock.now());
      if (asked.length > 1) return ask(channel, pts, signal);
      return { kind: 'wait', code: 'FLOOD_WAIT_60', waitMs: 60_000 };
    };
    telegram.turn('offline');
    const posted = telegram.say(CHANNEL);
    telegram.turn('online');
    await stage.pass(5_000);
    const said = telegram.say(PERSON);
    await stage.pass(10);
    expect(await stage.keys()).toEqual(keysOf([said]));
    expect(stage.inbox.state.catchingUp).toEqual([CHANNEL]);
    await stage.pass(70_000);
    expect(await stage.keys()).toEqual(keysOf([said, posted]));
    expect(asked).toHaveLength(2);
    expect(Number(asked[1]) - Number(asked[0])).toBeGreaterThanOrEqual(60_000);
    await stage.stop();
  });

  test('differences that fail are tried again, with growing pauses', async () => {
    const stage = await begunStage(await open());
    stage.telegram.faults = { ...NO_FAULTS, failing: 2 };
    stage.telegram.push({ kind: 'too-long', reason: 'updatesTooLong' });
    await stage.pass(60_000);
    expect(stage.telegram.calls.length).toBeGreaterThan(3);
    expect(stage.telegram.calls.length).toBeLessThan(10);
    stage.telegram.faults = NO_FAULTS;
    // A new connection is no time to wait on.
    stage.telegram.turn('online');
    await stage.pass(1_000);
    expect(stage.inbox.state.catchingUp).toEqual([]);
    await stage.stop();
  });

  test('a channel that the account has left is forgotten', async () => {
    const stage = await begunStage(await open());
    stage.telegram.leave(CHANNEL);
    stage.push({ kind: 'channel-too-long', channel: CHANNEL });
    await stage.pass(5_000);
    expect((await stage.channels()).map(({ channel_id }) => channel_id)).toEqual([OTHER_CHANNEL]);
    expect(stage.inbox.state.catchingUp).toEqual([]);
    await stage.stop();
  });

  test('a channel that nothing was known of is learnt of from the list of chats', async () => {
    const stage = await begunStage(await open());
    await stage.database.query(`delete from ${stage.database.schema}.channel_state`);
    await stage.stop();
    await stage.start();
    await stage.pass(5_000);
    stage.push({ kind: 'channel-too-long', channel: CHANNEL });
    await stage.pass(5_000);
    expect(await stage.channels()).toContainEqual(
      expect.objectContaining({ channel_id: CHANNEL, pts: 501, last_message_id: 1 }),
    );
    await stage.stop();
  });
});
