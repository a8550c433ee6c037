import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import {
  begunStage,
  CHANNEL,
  InboxStage,
  keysOf,
  OTHER_PERSON,
  PERSON,
  times,
} from '../../test/support/inbox-stage.js';
import { NO_FAULTS } from '../../test/support/model-updates.js';
import { mortalDatabase } from '../../test/support/mortal-database.js';
import type { IncomingMessage } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';

describeFastestDatabase('too much to tell', (open) => {
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
    expect((await stage.keys()).sort()).toEqual(keysOf(said).sort());
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
    const stage = await begunStage(await open());
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
    expect((await stage.keys()).sort()).toEqual(keysOf(said).sort());
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
    expect((await stage.keys()).sort()).toEqual(keysOf(said).sort());
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
      const stage = await begunStage(database);
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
      expect(heard.filter((key) => !ofChannel.includes(key))).toEqual(keysOf(said));
      expect(ofChannel).toEqual(keysOf([...posted, later]));
      await stage.stop();
    }
  });

  test('a channel whose history is read lets later pushes wait, over a restart too', async () => {
    const stage = await begunStage(await open());
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
    expect(await stage.keys()).toEqual(keysOf(posted));
    await stage.stop();
  });
});
