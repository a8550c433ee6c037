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

  test('tells a client whose answer was lost under which id its message arrived', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const { pts, date: since } = await ada.call('updates.getState');
    const peer = await ada.peer('fatma');
    const effect = { kind: 'answer-lost' } as const;
    box.faults.add({ method: 'messages.sendMessage', effect, times: 1 });
    const fields = { peer, message: 'once', random_id: -77n };
    expect(await ada.ask('messages.sendMessage', fields)).toBeNull();
    const ask = { pts: Number(pts), date: Number(since) + 1, qts: 0 };
    const difference = await ada.call('updates.getDifference', ask);
    const [message] = objects(difference, 'new_messages');
    expect(message).toMatchObject({ out: true, message: 'once' });
    expect(objects(difference, 'other_updates')).toEqual([
      { _: 'updateMessageID', id: message?.id, random_id: -77n },
    ]);
    const other = await box.session('fatma').call('updates.getDifference', { ...ask, pts: 1 });
    expect(objects(other, 'other_updates').map(({ _ }) => _)).not.toContain('updateMessageID');
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
    const [newest] = objects(answer, 'messages');
    expect(newest).toMatchObject({ message: 'm3' });
    expect(object(answer, 'dialog').top_message).toBe(newest?.id);
  });

  test('comes in parts as small as the world says', async () => {
    const rules = { channelDifferenceSlice: 1 };
    const { ada, channel, pts } = await talkedIn({ rules }, 2n);
    const fields = { channel, filter, pts, limit: 100 };
    const part = await ada.call('updates.getChannelDifference', fields);
    expect(part.final).toBeUndefined();
    expect(texts(part)).toEqual(['m1']);
  });

  test('carries pts and pts_count with all that is no message, and the ids of own messages', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const channel = await ada.channel('open_group');
    const full = await ada.call('channels.getFullChannel', { channel });
    const pts = Number(object(full, 'full_chat').pts);
    const peer = await ada.peer('open_group');
    const sent = await ada.say(peer, 'first', 5n);
    const id = Number(objects(sent, 'updates')[0]?.id);
    await ada.call('messages.editMessage', { peer, id, message: 'second' });
    const gone = objects(await ada.say(peer, 'gone', 6n), 'updates')[0];
    await ada.call('channels.deleteMessages', { channel, id: [Number(gone?.id)] });
    const fields = { channel, filter, pts, limit: 100 };
    const difference = await ada.call('updates.getChannelDifference', fields);
    expect(texts(difference)).toEqual(['second']);
    expect(objects(difference, 'other_updates')).toMatchObject([
      { _: 'updateMessageID', id, random_id: 5n },
      { _: 'updateEditChannelMessage', pts: pts + 2, pts_count: 1 },
      { _: 'updateDeleteChannelMessages', pts: pts + 4, pts_count: 1 },
    ]);
    expect(difference.pts).toBe(pts + 4);
  });

  test('is refused to those who cannot see the channel', async () => {
    const box = new TestBox();
    const cem = box.session('cem_account');
    const dialogs = await cem.call('messages.getDialogs', {
      offset_date: 0,
      offset_id: 0,
      offset_peer: { _: 'inputPeerEmpty' },
      limit: 100,
      hash: 0n,
    });
    const chat = objects(dialogs, 'chats').find(({ title }) => title === 'Hidden');
    const channel = {
      _: 'inputChannel',
      channel_id: chat?.id ?? 0n,
      access_hash: chat?.access_hash ?? 0n,
    };
    const ask = { channel, filter, pts: 1, limit: 100 };
    const first = await cem.call('updates.getChannelDifference', ask);
    expect(first._).toBe('updates.channelDifference');
    await cem.call('channels.leaveChannel', { channel });
    expect(await cem.refused('updates.getChannelDifference', ask)).toBe('400 CHANNEL_PRIVATE');
  });
});
