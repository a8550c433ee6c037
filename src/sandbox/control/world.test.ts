import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';
import { ControlServer } from './server.js';

let box: TestBox;
let ada: TestSession;
let server: ControlServer;
let url: string;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  server = new ControlServer(box);
  url = await server.start(0);
});

afterEach(() => server.stop());

const post = (path: string, body: unknown) => askControl(url, 'POST', path, body);

describe('a world that is led from outside', () => {
  test('takes many messages at once, and says of each what came of it', async () => {
    ada.heard();
    const { status, content } = await post('/world/say', {
      messages: [
        { chat: 'open_group', from: 'fatma', text: 'one' },
        { chat: 'muted_group', from: 'ivan_petrov', text: 'unheard' },
        { chat: 'ada_account', from: 'fatma', text: 'two' },
      ],
    });
    expect(status).toBe(200);
    const unheard = { error: '403 CHAT_WRITE_FORBIDDEN' };
    expect(content).toMatchObject([{ text: 'one' }, unheard, { text: 'two' }]);
    expect(ada.heard()).toMatchObject([
      { message: { message: 'one' } },
      { _: 'updateShortMessage', message: 'two' },
    ]);
  });

  test('says nothing of a batch in which a name is wrong', async () => {
    const before = box.world.state.messages.length;
    const messages = [
      { chat: 'open_group', from: 'fatma', text: 'one' },
      { chat: 'open_group', from: 'nobody', text: 'two' },
    ];
    expect((await post('/world/say', { messages })).status).toBe(400);
    expect(box.world.state.messages).toHaveLength(before);
  });

  test('lets an account write from another device, which its sessions hear as their own', async () => {
    ada.heard();
    await post('/world/say', { chat: 'fatma', from: 'ada_account', text: 'from my phone' });
    await post('/world/say', { chat: 'open_group', from: ada.key.userId, text: 'there too' });
    expect(ada.heard()).toMatchObject([
      { _: 'updateShortMessage', out: true, message: 'from my phone' },
      { _: 'updateNewChannelMessage', message: { out: true, message: 'there too' } },
    ]);
  });

  test('posts an album: several photos under one id', async () => {
    ada.heard();
    const body = { chat: 'open_group', from: 'fatma', album: ['caption', '', ''] };
    expect((await post('/world/say', body)).content).toMatchObject([
      { text: 'caption', media: 'photo' },
      { text: '', media: 'photo' },
      { media: 'photo' },
    ]);
    const groups = ada.heard().map((update) => object(update, 'message').grouped_id);
    expect(groups).toHaveLength(3);
    expect(new Set(groups).size).toBe(1);
    expect(typeof groups[0]).toBe('bigint');
  });

  test('edits and deletes what somebody said, in groups and in private', async () => {
    for (const chat of ['open_group', 'ada_account']) {
      const said = await post('/world/say', { chat, from: 'fatma', text: 'first' });
      const id = Number((said.content as { id: number }).id);
      ada.heard();
      const edited = await post('/world/edit', { chat, from: 'fatma', id, text: 'second' });
      expect(edited.content).toMatchObject({ id, text: 'second', edited: true });
      const deleted = await post('/world/delete', { chat, from: 'fatma', ids: [id] });
      expect(deleted.content).toEqual({ deleted: 1 });
      const kinds = ada.heard().map(({ _ }) => _);
      expect(kinds).toEqual(
        chat === 'open_group'
          ? ['updateEditChannelMessage', 'updateDeleteChannelMessages']
          : ['updateEditMessage', 'updateDeleteMessages'],
      );
    }
  });

  test('deletes for one side alone when asked to', async () => {
    const said = await post('/world/say', { chat: 'ada_account', from: 'fatma', text: 'first' });
    const ids = [(said.content as { id: number }).id];
    ada.heard();
    await post('/world/delete', { chat: 'ada_account', from: 'fatma', ids, revoke: false });
    expect(ada.heard()).toEqual([]);
  });

  test('throws somebody out of a channel, who then may not ask what happened there', async () => {
    const channel = await ada.channel('open_group');
    const full = await ada.call('channels.getFullChannel', { channel });
    const filter = { _: 'channelMessagesFilterEmpty' };
    const ask = { channel, filter, pts: Number(object(full, 'full_chat').pts), limit: 10 };
    ada.heard();
    const member = { chat: 'open_group', person: 'ada_account' };
    await post('/world/member', { ...member, role: 'kicked' });
    expect(ada.heard()).toMatchObject([{ _: 'updateChannel' }]);
    expect(await ada.refused('updates.getChannelDifference', ask)).toBe('400 CHANNEL_PRIVATE');
    await post('/world/say', { chat: 'open_group', from: 'fatma', text: 'behind your back' });
    expect(ada.heard()).toEqual([]);
    await post('/world/member', { ...member, role: 'member' });
    const difference = await ada.call('updates.getChannelDifference', ask);
    expect(objects(difference, 'new_messages')).toMatchObject([{ message: 'behind your back' }]);
  });

  test('changes its rules while it lives', async () => {
    const { content } = await post('/rules', { differenceSlice: 2, channelDifferenceTooLong: 3 });
    expect(content).toMatchObject({
      differenceSlice: 2,
      channelDifferenceTooLong: 3,
      editMs: 1.728e8,
    });
    const cem = box.session('cem_account');
    const { pts, date } = await ada.call('updates.getState');
    const peer = await cem.peer('ada_account');
    for (const id of [1n, 2n, 3n]) await cem.say(peer, `m${id}`, id);
    const fields = { pts: Number(pts), date: Number(date) + 1, qts: 0 };
    expect((await ada.call('updates.getDifference', fields))._).toBe('updates.differenceSlice');
    await post('/rules', { differenceTooLong: 0 });
    expect((await ada.call('updates.getDifference', fields))._).toBe('updates.differenceTooLong');
  });

  test.each([
    ['/world/say', { messages: 5 }, 400, '"messages" must be a list'],
    ['/world/say', { chat: 'open_group', from: 'fatma', album: ['x'] }, 400, '"album"'],
    ['/world/edit', { chat: 'open_group', from: 'fatma', id: 999, text: 'x' }, 404, 'no message'],
    ['/world/edit', { chat: 'open_group', from: 'fatma', id: 'x', text: 'x' }, 400, '"id"'],
    ['/world/delete', { chat: 'open_group', from: 'fatma', ids: 1 }, 400, '"ids"'],
    ['/world/member', { chat: 'fatma', person: 'fatma', role: 'left' }, 400, '"chat"'],
    ['/world/member', { chat: 'open_group', person: 'fatma', role: 'x' }, 400, '"role"'],
    ['/rules', { differenceSlices: 1 }, 400, 'no rule "differenceSlices"'],
    ['/rules', { differenceSlice: -1 }, 400, '"differenceSlice"'],
    ['/rules', { duplicates: 'never' }, 400, '"duplicates"'],
  ])('POST %s with %j is refused with %i and a reason', async (path, body, status, why) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.content).replaceAll('\\"', '"')).toContain(why);
  });
});
