import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { objects, type TestSession } from '../../../test/sandbox/test-session.js';
import type { TlObject } from '../rpc.js';

let box: TestBox;
let ada: TestSession;
let cem: TestSession;
let group: TlObject;
let id: number;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  cem = box.session('cem_account');
  group = await ada.peer('open_group');
  id = Number(objects(await ada.say(group, 'first', 1n), 'updates')[0]?.id);
  cem.heard();
});

describe('editing', () => {
  test('changes the message for everybody, and says when', async () => {
    await box.clock.run(START_MS + 60_000);
    await ada.call('messages.editMessage', { peer: group, id, message: 'second' });
    expect(cem.heard()).toMatchObject([
      {
        _: 'updateEditChannelMessage',
        message: { id, message: 'second', edit_date: START_MS / 1_000 + 60 },
      },
    ]);
  });

  test('is refused for what did not change, is not one’s own, or is too old', async () => {
    const same = { peer: group, id, message: 'first' };
    expect(await ada.refused('messages.editMessage', same)).toBe('400 MESSAGE_NOT_MODIFIED');
    const foreign = { peer: await cem.peer('open_group'), id, message: 'mine' };
    expect(await cem.refused('messages.editMessage', foreign)).toBe('403 MESSAGE_AUTHOR_REQUIRED');
    await box.clock.run(START_MS + box.world.rules.editMs + 1);
    const late = { ...same, message: 'late' };
    expect(await ada.refused('messages.editMessage', late)).toBe('400 MESSAGE_EDIT_TIME_EXPIRED');
  });
});

describe('deleting', () => {
  test('removes for everybody, and may be repeated', async () => {
    const fields = { channel: { ...group, _: 'inputChannel' }, id: [id] };
    expect(await ada.call('channels.deleteMessages', fields)).toMatchObject({ pts_count: 1 });
    expect(cem.heard()).toMatchObject([{ _: 'updateDeleteChannelMessages', messages: [id] }]);
    expect(await ada.call('channels.deleteMessages', fields)).toMatchObject({ pts_count: 0 });
  });

  test('is refused for what others said', async () => {
    const fields = { channel: await cem.channel('open_group'), id: [id] };
    expect(await cem.refused('channels.deleteMessages', fields)).toBe(
      '403 MESSAGE_DELETE_FORBIDDEN',
    );
  });

  test('in private may leave the other side’s copy', async () => {
    const sent = await ada.say(await ada.peer('cem_account'), 'x', 2n);
    cem.heard();
    await ada.call('messages.deleteMessages', { id: [Number(sent.id)] });
    expect(cem.heard()).toEqual([]);
    const again = await ada.say(await ada.peer('cem_account'), 'y', 3n);
    await ada.call('messages.deleteMessages', { id: [Number(again.id)], revoke: true });
    expect(cem.heard().map(({ _ }) => _)).toContain('updateDeleteMessages');
  });
});

describe('forwarding', () => {
  const forward = (more: { readonly [field: string]: TlObject | boolean | number[] | bigint[] }) =>
    ada.call('messages.forwardMessages', {
      from_peer: group,
      id: [id],
      random_id: [50n],
      to_peer: group,
      ...more,
    });

  test('keeps the author, or drops it', async () => {
    const [, , kept] = objects(await forward({}), 'updates');
    expect(kept).toMatchObject({
      message: { message: 'first', fwd_from: { _: 'messageFwdHeader' } },
    });
    const [, , bare] = objects(await forward({ random_id: [51n], drop_author: true }), 'updates');
    expect(bare?.message).not.toHaveProperty('fwd_from');
  });

  test('makes one message for each random_id, however often it is asked', async () => {
    const first = await forward({});
    const again = await forward({});
    expect(objects(again, 'updates')[0]).toEqual(objects(first, 'updates')[0]);
    expect(box.world.state.messages.filter(({ randomId }) => randomId === '50')).toHaveLength(1);
  });

  test('is refused out of protected groups, in numbers in slow mode, and when ids do not match', async () => {
    const fields = { from_peer: group, id: [id], random_id: [50n], to_peer: group };
    const guarded = await ada.peer('protected_group');
    const kept = objects(await ada.say(guarded, 'secret', 2n), 'updates')[0];
    expect(
      await ada.refused('messages.forwardMessages', {
        ...fields,
        from_peer: guarded,
        id: [Number(kept?.id)],
      }),
    ).toBe('400 CHAT_FORWARDS_RESTRICTED');
    const second = Number(objects(await ada.say(group, 'other', 3n), 'updates')[0]?.id);
    const two = { ...fields, id: [id, second], random_id: [50n, 51n] };
    const slow = { ...two, to_peer: await ada.peer('slow_group') };
    expect(await ada.refused('messages.forwardMessages', slow)).toBe(
      '400 SLOWMODE_MULTI_MSGS_DISABLED',
    );
    expect(await ada.refused('messages.forwardMessages', { ...two, random_id: [50n] })).toBe(
      '400 RANDOM_ID_INVALID',
    );
  });
});

describe('typing', () => {
  test('is seen by the others', async () => {
    const action = { _: 'sendMessageTypingAction' };
    await ada.ask('messages.setTyping', { peer: group, action });
    await ada.ask('messages.setTyping', { peer: await ada.peer('cem_account'), action });
    expect(cem.heard().map(({ _ }) => _)).toEqual(['updateChannelUserTyping', 'updateUserTyping']);
  });

  test.each([
    ['muted_group', {}, '403 CHAT_WRITE_FORBIDDEN'],
    ['news_channel', {}, '400 CHAT_ADMIN_REQUIRED'],
    ['forum_group', { top_msg_id: 999 }, '400 MSG_ID_INVALID'],
  ])('in %s is refused: %j %s', async (username, more, error) => {
    const action = { _: 'sendMessageTypingAction' };
    const peer = await ada.peer(username);
    expect(await ada.refused('messages.setTyping', { peer, action, ...more })).toBe(error);
  });

  test('is held up neither by slow mode nor by what kind of content is allowed', async () => {
    const action = { _: 'sendMessageTypingAction' };
    const slow = await ada.peer('slow_group');
    await ada.say(slow, 'x', 77n);
    for (const peer of [slow, await ada.peer('pictures_group')]) {
      await ada.ask('messages.setTyping', { peer, action });
    }
  });
});
