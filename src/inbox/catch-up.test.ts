import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  BASIC_GROUP,
  CHANNEL,
  InboxStage,
  NOON,
  OTHER_CHANNEL,
  OTHER_PERSON,
  PERSON,
} from '../../test/support/inbox-stage.js';
import { NO_FAULTS } from '../../test/support/model-updates.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';
import type { Database } from '../core/database.js';
import type { IncomingMessage } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';
import type { Update } from '../core/updates.js';

/** Everybody has spoken, and hearing has begun. */
async function begun(database: Database): Promise<InboxStage> {
  const stage = new InboxStage(database);
  for (const peer of [PERSON, OTHER_PERSON, BASIC_GROUP, CHANNEL, OTHER_CHANNEL]) {
    stage.telegram.say(peer);
  }
  await stage.pass(2_000);
  await stage.start();
  await stage.pass(5_000);
  stage.telegram.calls.length = 0;
  return stage;
}

const keys = (messages: readonly IncomingMessage[]) =>
  messages.map(({ peer, messageId }) => `m:${peer}:${messageId}`);

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function pushed(stage: InboxStage, ...updates: Update[]): void {
  stage.telegram.push({ kind: 'updates', seqStart: 0, seq: 0, date: NOON / 1000, updates });
}

describeFastestDatabase('catching up', (open) => {
  test('hearing begins at the first start: what was said before is no news, all later is', async () => {
    const stage = await begun(await open());
    expect(await stage.rows()).toEqual([]);
    expect(await stage.common()).toMatchObject({ pts: 103, last_message_id: 3 });
    expect(await stage.channels()).toMatchObject([
      { channel_id: OTHER_CHANNEL, pts: 501, last_message_id: 1 },
      { channel_id: CHANNEL, pts: 501, last_message_id: 1 },
    ]);
    const said = [stage.telegram.say(PERSON), stage.telegram.say(CHANNEL)];
    await stage.pass(10);
    expect(await stage.keys()).toEqual(keys(said));
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
    expect((await stage.keys()).sort()).toEqual(keys(said).sort());
    await stage.stop();
  });

  test('a gap that closes by itself within half a second asks for nothing', async () => {
    const stage = await begun(await open());
    const update = (pts: number, messageId: number): Update => ({
      kind: 'sequenced',
      sequence: { of: 'pts' },
      pts,
      count: 1,
      incoming: { kind: 'message', peer: PERSON, messageId, at: NOON, own: false, text: '' },
    });
    pushed(stage, update(105, 5));
    await stage.pass(499);
    expect(await stage.rows()).toEqual([]);
    pushed(stage, update(104, 4), update(105, 5), update(103, 3));
    await stage.pass(5_000);
    expect(await stage.keys()).toEqual([`m:${PERSON}:4`, `m:${PERSON}:5`]);
    expect(stage.telegram.calls).toEqual([]);
    await stage.stop();
  });

  test.each([PERSON, CHANNEL])(
    'a gap that stays is asked for after half a second (%d)',
    async (peer) => {
      const stage = await begun(await open());
      stage.telegram.faults = { ...NO_FAULTS, lost: 1 };
      const lost = stage.telegram.say(peer);
      stage.telegram.faults = NO_FAULTS;
      const next = stage.telegram.say(peer);
      await stage.pass(499);
      expect(stage.telegram.calls).toEqual([]);
      await stage.pass(501);
      expect(await stage.keys()).toEqual(keys([lost, next]));
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
    const stage = await begun(await open());
    const push = (seq: number, updates: readonly Update[]) =>
      stage.telegram.push({ kind: 'updates', seqStart: seq, seq, date: NOON / 1000, updates });
    stage.telegram.faults = { ...NO_FAULTS, lost: 1 };
    const said = stage.telegram.say(PERSON);
    const pts = stage.telegram.ptsOf(PERSON);
    push(1, [{ kind: 'sequenced', sequence: { of: 'pts' }, pts, count: 1, incoming: said }]);
    await stage.pass(600);
    expect(stage.telegram.calls).toEqual([]);
    expect(await stage.keys()).toEqual(keys([said]));
    push(99, []);
    await stage.pass(60_000);
    expect(stage.telegram.calls).toEqual(['difference 104']);
    await stage.stop();
  });

  test('a gap of which differences know nothing, again and again, is leapt over', async () => {
    const stage = await begun(await open());
    const sequence = { of: 'channel', channel: CHANNEL } as const;
    pushed(stage, { kind: 'sequenced', sequence, pts: 510, count: 1 });
    await stage.pass(120_000);
    expect(stage.telegram.calls).toEqual(times(3, () => `channelDifference ${CHANNEL} 501`));
    expect(await stage.channels()).toContainEqual(
      expect.objectContaining({ channel_id: CHANNEL, pts: 510, behind: false }),
    );
    await stage.stop();
  });

  test('a restart makes up for the time between, in parts, also in channels that the difference names', async () => {
    const stage = await begun(await open());
    await stage.stop();
    stage.telegram.faults = { ...NO_FAULTS, partSize: 2 };
    const said = times(5, () => stage.telegram.say(PERSON));
    const posted = times(5, () => stage.telegram.say(CHANNEL));
    await stage.start();
    await stage.pass(10_000);
    expect(await stage.keys()).toEqual(keys([...said, ...posted]));
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
      const stage = await begun(await open());
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
      expect(await stage.keys()).toEqual(keys([posted]));
      await stage.stop();
    }
  });

  test('a channel that is spoken in is asked after each reconnect, named or not', async () => {
    const stage = await begun(await open());
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
    const stage = await begun(await open());
    await stage.pass(14 * 60_000);
    expect(stage.telegram.calls).toEqual([]);
    await stage.pass(60_000);
    expect(stage.telegram.calls).toEqual(['difference 103']);
    await stage.stop();
  });

  test('too much to tell is read from the histories, also of chats that move while the list is read', async () => {
    const stage = new InboxStage(await open());
    const people = times(12, () => 0).map((_, index): PeerId => 100 + index);
    for (const peer of people) {
      stage.telegram.say(peer);
      await stage.pass(2_000);
    }
    await stage.start();
    await stage.pass(5_000);
    stage.telegram.turn('offline');
    stage.telegram.faults = { ...NO_FAULTS, tooLong: 5, partSize: 3 };
    const said: IncomingMessage[] = [];
    for (const peer of people) {
      said.push(...times(4, () => stage.telegram.say(peer)));
      await stage.pass(2_000);
    }
    stage.telegram.turn('online');
    await stage.pass(700);
    // The list's end moves to its beginning.
    said.push(stage.telegram.say(100), stage.telegram.say(101));
    await stage.pass(60_000);
    expect((await stage.keys()).sort()).toEqual(keys(said).sort());
    for (const peer of people) {
      const ids = (await stage.rows()).flatMap((row) =>
        row.peer_id === peer ? [Number(row.message_id)] : [],
      );
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
    }
    expect(await stage.common()).toMatchObject({
      backfill_after: null,
      pts: stage.telegram.ptsOf(100),
    });
    await stage.stop();
  });

  test('too much to tell twice in a row: what came while histories were read is not passed over', async () => {
    const stage = await begun(await open());
    const { telegram } = stage;
    telegram.turn('offline');
    telegram.faults = { ...NO_FAULTS, tooLong: 2 };
    const said = times(3, () => telegram.say(OTHER_PERSON));
    await stage.pass(2_000);
    said.push(telegram.say(PERSON));
    const read = telegram.messagesAfter.bind(telegram);
    telegram.messagesAfter = (peer, ...rest) => {
      // The first chat was read to its end, the second one is next.
      if (peer === OTHER_PERSON && said.length === 4) {
        said.push(telegram.say(PERSON), ...times(3, () => telegram.say(OTHER_PERSON)));
      }
      return read(peer, ...rest);
    };
    telegram.turn('online');
    await stage.pass(60_000);
    expect((await stage.keys()).sort()).toEqual(keys(said).sort());
    await stage.stop();
  });

  test('reading histories goes on where Telegram asked for patience', async () => {
    const stage = new InboxStage(await open());
    const people = times(9, () => 0).map((_, index): PeerId => 100 + index);
    for (const peer of people) stage.telegram.say(peer);
    await stage.start();
    await stage.pass(5_000);
    stage.telegram.turn('offline');
    stage.telegram.faults = { ...NO_FAULTS, tooLong: 5, partSize: 2 };
    const said = people.flatMap((peer) => times(4, () => stage.telegram.say(peer)));
    const { telegram } = stage;
    const read = telegram.messagesAfter.bind(telegram);
    let asked = 0;
    telegram.messagesAfter = async (...args) => {
      asked++;
      if (asked % 3 !== 0) return read(...args);
      return { kind: 'wait', code: 'FLOOD_WAIT_1', waitMs: 1_000 };
    };
    telegram.turn('online');
    await stage.pass(120_000);
    expect((await stage.keys()).sort()).toEqual(keys(said).sort());
    expect(stage.inbox.state.catchingUp).toEqual([]);
    const pages = telegram.calls.filter((call) => call.startsWith('messagesAfter'));
    expect(new Set(pages).size).toBe(pages.length);
    await stage.stop();
  });

  test('reading histories survives a crash at any step', async () => {
    const database = await open();
    for (let step = 0, died = true; died; step += 3) {
      for (const table of ['inbox', 'update_state', 'channel_state']) {
        await database.query(`delete from ${database.schema}.${table}`);
      }
      const stage = await begun(database);
      stage.telegram.faults = { ...NO_FAULTS, tooLong: 3, partSize: 2 };
      await stage.stop();
      const said = times(5, () => stage.telegram.say(PERSON));
      const posted = times(5, () => stage.telegram.say(CHANNEL));
      const mortal = mortalDatabase(database, step);
      await stage.start({ database: mortal });
      await stage.pass(10_000);
      await stage.stop();
      died = mortal.dead;
      const later = stage.telegram.say(CHANNEL);
      await stage.start();
      await stage.pass(10_000);
      const heard = await stage.keys();
      const ofChannel = heard.filter((key) => key.includes(`:${CHANNEL}:`));
      expect(heard.filter((key) => !ofChannel.includes(key))).toEqual(keys(said));
      expect(ofChannel).toEqual(keys([...posted, later]));
      await stage.stop();
    }
  });

  test('a channel whose history is read lets later pushes wait, over a restart too', async () => {
    const stage = await begun(await open());
    stage.telegram.turn('offline');
    stage.telegram.faults = { ...NO_FAULTS, tooLong: 3, partSize: 2 };
    const posted = times(7, () => stage.telegram.say(CHANNEL));
    stage.telegram.turn('online');
    await stage.pass(450);
    expect(await stage.channels()).toContainEqual(
      expect.objectContaining({ channel_id: CHANNEL, backfill_to: 8 }),
    );
    posted.push(stage.telegram.say(CHANNEL));
    await stage.stop();
    await stage.start();
    posted.push(stage.telegram.say(CHANNEL));
    await stage.pass(10_000);
    expect(await stage.keys()).toEqual(keys(posted));
    await stage.stop();
  });

  test('a channel that has to wait holds up nobody else, and is not asked before', async () => {
    const stage = await begun(await open());
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
    expect(await stage.keys()).toEqual(keys([said]));
    expect(stage.inbox.state.catchingUp).toEqual([CHANNEL]);
    await stage.pass(70_000);
    expect(await stage.keys()).toEqual(keys([said, posted]));
    expect(asked).toHaveLength(2);
    expect(Number(asked[1]) - Number(asked[0])).toBeGreaterThanOrEqual(60_000);
    await stage.stop();
  });

  test('differences that fail are tried again, with growing pauses', async () => {
    const stage = await begun(await open());
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
    const stage = await begun(await open());
    stage.telegram.leave(CHANNEL);
    pushed(stage, { kind: 'channel-too-long', channel: CHANNEL });
    await stage.pass(5_000);
    expect((await stage.channels()).map(({ channel_id }) => channel_id)).toEqual([OTHER_CHANNEL]);
    expect(stage.inbox.state.catchingUp).toEqual([]);
    await stage.stop();
  });

  test('a channel that nothing was known of is learnt of from the list of chats', async () => {
    const stage = await begun(await open());
    await stage.database.query(`delete from ${stage.database.schema}.channel_state`);
    await stage.stop();
    await stage.start();
    await stage.pass(5_000);
    pushed(stage, { kind: 'channel-too-long', channel: CHANNEL });
    await stage.pass(5_000);
    expect(await stage.channels()).toContainEqual(
      expect.objectContaining({ channel_id: CHANNEL, pts: 501, last_message_id: 1 }),
    );
    await stage.stop();
  });

  test('a clock that was wrong for a while holds nothing up', async () => {
    const stage = await begun(await open());
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
    expect(await stage.keys()).toEqual(keys([said, lost, next]));
    await stage.stop();
  });
});
