import { describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects } from '../../../test/sandbox/test-session.js';

const date = START_MS / 1_000;
const texts = (answer: Parameters<typeof objects>[0]) =>
  objects(answer, 'new_messages').map(({ message }) => message);

describe('updates.getDifference', () => {
  test('is empty when nothing was missed', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    await box.clock.run(START_MS + 5_000);
    const state = await ada.call('updates.getState');
    const difference = await ada.call('updates.getDifference', {
      pts: Number(state.pts),
      date: Number(state.date),
      qts: 0,
    });
    expect(difference._).toBe('updates.differenceEmpty');
  });

  test('comes in slices, each with the state to go on from', async () => {
    const box = new TestBox({ rules: { differenceSlice: 2 } });
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    const state = await ada.call('updates.getState');
    const peer = await cem.peer('ada_account');
    for (const number of [1n, 2n, 3n]) await cem.say(peer, `m${number}`, number);
    await box.clock.run(START_MS + 5_000);
    const fields = { pts: Number(state.pts), date: date + 5, qts: 0 };
    const slice = await ada.call('updates.getDifference', fields);
    expect(slice._).toBe('updates.differenceSlice');
    expect(texts(slice)).toEqual(['m1', 'm2']);
    const { pts } = object(slice, 'intermediate_state');
    const rest = await ada.call('updates.getDifference', { ...fields, pts: Number(pts) });
    expect(rest._).toBe('updates.difference');
    expect(texts(rest)).toEqual(['m3']);
  });

  test('is too long beyond the world’s figure, or the caller’s own', async () => {
    const box = new TestBox({ rules: { differenceTooLong: 2 } });
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    const { pts } = await ada.call('updates.getState');
    const peer = await cem.peer('ada_account');
    for (const number of [1n, 2n]) await cem.say(peer, `m${number}`, number);
    const fields = { pts: Number(pts), date, qts: 0 };
    const short = await ada.call('updates.getDifference', { ...fields, pts_total_limit: 1 });
    expect(short._).toBe('updates.differenceTooLong');
    expect((await ada.call('updates.getDifference', fields))._).toBe('updates.difference');
    await cem.say(peer, 'm3', 3n);
    expect(await ada.call('updates.getDifference', fields)).toEqual({
      _: 'updates.differenceTooLong',
      pts: box.world.state.box(ada.key.userId ?? 0).pts,
    });
  });

  test('names the channels in which something happened', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    await box.clock.run(START_MS + 5_000);
    const { pts } = await ada.call('updates.getState');
    const peer = await cem.peer('open_group');
    await cem.say(peer, 'x', 1n);
    const fields = { pts: Number(pts), date: date + 5, qts: 0 };
    const difference = await ada.call('updates.getDifference', fields);
    expect(objects(difference, 'other_updates')).toMatchObject([
      { _: 'updateChannelTooLong', channel_id: peer.channel_id },
    ]);
  });

  test('tells of edits, deletions and read marks', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    const toAda = await cem.peer('ada_account');
    const first = await cem.say(toAda, 'first', 1n);
    const second = await cem.say(toAda, 'second', 2n);
    await box.clock.run(START_MS + 5_000);
    const { pts } = await cem.call('updates.getState');
    await ada.call('messages.readHistory', { peer: await ada.peer('cem_account'), max_id: 0 });
    const id = Number(first.id);
    await cem.call('messages.editMessage', { peer: toAda, id, message: 'edited' });
    await cem.call('messages.deleteMessages', { id: [Number(second.id)], revoke: true });
    const fields = { pts: Number(pts), date: date + 5, qts: 0 };
    const difference = await cem.call('updates.getDifference', fields);
    expect(objects(difference, 'other_updates')).toMatchObject([
      { _: 'updateReadHistoryOutbox', max_id: second.id },
      { _: 'updateEditMessage', message: { message: 'edited' } },
      { _: 'updateDeleteMessages', messages: [second.id] },
    ]);
  });

  test('refuses a pts that never was', async () => {
    const ada = new TestBox().session('ada_account');
    const fields = { pts: 1_000_000, date, qts: 0 };
    expect(await ada.refused('updates.getDifference', fields)).toBe(
      '400 PERSISTENT_TIMESTAMP_INVALID',
    );
  });
});

describe('updates.getChannelDifference', () => {
  const filter = { _: 'channelMessagesFilterEmpty' };

  async function talkedIn(rules: ConstructorParameters<typeof TestBox>[0], count: bigint) {
    const box = new TestBox(rules);
    const ada = box.session('ada_account');
    const cem = box.session('cem_account');
    const channel = await ada.channel('open_group');
    const full = await ada.call('channels.getFullChannel', { channel });
    const pts = Number(object(full, 'full_chat').pts);
    const peer = await cem.peer('open_group');
    for (let number = 1n; number <= count; number++) await cem.say(peer, `m${number}`, number);
    return { ada, channel, pts };
  }

  test('comes in parts of the limit; the last is final', async () => {
    const { ada, channel, pts } = await talkedIn({}, 3n);
    const fields = { channel, filter, pts, limit: 2 };
    const part = await ada.call('updates.getChannelDifference', fields);
    expect(part.final).toBeUndefined();
    expect(texts(part)).toEqual(['m1', 'm2']);
    const next = { ...fields, pts: Number(part.pts) };
    const last = await ada.call('updates.getChannelDifference', next);
    expect(last.final).toBe(true);
    expect(texts(last)).toEqual(['m3']);
    const none = { ...fields, pts: Number(last.pts) };
    const empty = await ada.call('updates.getChannelDifference', none);
    expect(empty._).toBe('updates.channelDifferenceEmpty');
  });

  test('is too long beyond the figure: then the dialog has the pts', async () => {
    const { ada, channel, pts } = await talkedIn({ rules: { channelDifferenceTooLong: 2 } }, 3n);
    const fields = { channel, filter, pts, limit: 10 };
    const answer = await ada.call('updates.getChannelDifference', fields);
    expect(answer).toMatchObject({
      _: 'updates.channelDifferenceTooLong',
      dialog: { pts: pts + 3 },
    });
  });
});
