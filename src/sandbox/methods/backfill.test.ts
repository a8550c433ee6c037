import { describe, expect, test } from '@jest/globals';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects } from '../../../test/sandbox/test-session.js';
import { channelPeer } from '../world/peer-id.js';

const EVERY_DIALOG = {
  offset_date: 0,
  offset_id: 0,
  offset_peer: { _: 'inputPeerEmpty' },
  limit: 100,
  hash: 0n,
};

describe('what a client fills a gap with', () => {
  test('every dialog of a channel has its pts and its last message', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const answer = await ada.call('messages.getDialogs', EVERY_DIALOG);
    const dialogs = objects(answer, 'dialogs');
    const channels = dialogs.filter((dialog) => object(dialog, 'peer')._ === 'peerChannel');
    expect(channels.length).toBeGreaterThan(5);
    for (const dialog of channels) {
      const peer = channelPeer(Number(object(dialog, 'peer').channel_id));
      const { pts, lastId } = box.world.state.box(peer);
      expect(dialog).toMatchObject({ pts, top_message: lastId });
    }
    const others = dialogs.filter((dialog) => !channels.includes(dialog));
    expect(others.map(({ pts }) => pts)).toEqual(others.map(() => undefined));
  });

  test('the history is read upward from the last seen id, page by page', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    const peer = await cem.peer('open_group');
    const ids: number[] = [];
    for (let number = 1n; number <= 25n; number++) {
      const sent = await cem.say(peer, `m${number}`, number);
      ids.push(Number(objects(sent, 'updates')[0]?.id));
    }
    const page = async (fields: Readonly<Record<string, number>>) => {
      const all = { offset_id: 0, offset_date: 0, max_id: 0, min_id: 0, add_offset: 0, limit: 10 };
      const ask = { peer: await ada.peer('open_group'), ...all, ...fields, hash: 0n };
      const answer = await ada.call('messages.getHistory', ask);
      return objects(answer, 'messages').map(({ id }) => Number(id));
    };
    const [seen = 0] = ids;
    // The message that the page starts from is the last of it.
    expect(await page({ offset_id: seen, add_offset: -10 })).toEqual(ids.slice(0, 10).reverse());
    const heard = [seen];
    for (;;) {
      const last = heard.at(-1) ?? 0;
      const fresh = (await page({ offset_id: last, add_offset: -10, min_id: last })).reverse();
      if (fresh.length === 0) break;
      heard.push(...fresh);
    }
    expect(heard).toEqual(ids);
    const [fifth = 0, ninth = 0] = [ids[4], ids[8]];
    expect(await page({ offset_id: ninth, min_id: fifth })).toEqual(ids.slice(5, 8).reverse());
    expect(await page({ max_id: ids[20] ?? 0, limit: 10 })).toEqual(ids.slice(15, 20).reverse());
  });
});
