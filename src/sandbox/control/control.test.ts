import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import type { TestSession } from '../../../test/sandbox/test-session.js';
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

const ask = (method: string, path: string, body?: unknown) => askControl(url, method, path, body);

describe('the control endpoint', () => {
  test('lists what really arrived, of one chat or of all', async () => {
    await ada.say(await ada.peer('open_group'), 'selam', -5n);
    await ada.say(await ada.peer('fatma'), 'merhaba', 6n);
    const { content } = await ask('GET', '/world/messages?chat=open_group');
    expect(content).toEqual([
      expect.objectContaining({
        chat: box.world.state.byUsername('open_group'),
        sender: ada.key.userId,
        sender_name: '@ada_account',
        account: ada.key.userId,
        random_id: '-5',
        time: '2026-01-01T00:00:00.000Z',
        time_ms: Date.UTC(2026, 0, 1),
        text: 'selam',
        topic: null,
        reply_to: null,
        grouped_id: null,
        forwarded_from: null,
      }),
    ]);
    const all = await ask('GET', '/world/messages');
    expect(JSON.stringify(all.content)).toContain('merhaba');
  });

  test('lets a simulated person speak', async () => {
    ada.heard();
    const body = { chat: '@open_group', from: 'fatma', text: 'ben de buradayım' };
    expect(await ask('POST', '/world/say', body)).toMatchObject({
      status: 200,
      content: { text: 'ben de buradayım', account: null },
    });
    expect(ada.heard()).toMatchObject([{ message: { message: 'ben de buradayım' } }]);
  });

  test('counts what was sent, refused and repeated', async () => {
    const peer = await ada.peer('open_group');
    await ada.say(peer, 'x', 1n);
    await ada.say(peer, 'x', 1n);
    await ada.say(peer, 'x', 2n);
    await ada.refused('messages.sendMessage', { peer, message: '', random_id: 3n });
    expect((await ask('GET', '/stats')).content).toMatchObject({
      sent: 2,
      duplicates: 0,
      repeatedTexts: 1,
      randomIdHits: 1,
      refused: { MESSAGE_EMPTY: 1 },
    });
  });

  test('counts one random_id stored twice as a duplicate', async () => {
    box.world.rules = { ...box.world.rules, randomIdMemoryMs: 0 };
    const peer = await ada.peer('open_group');
    await ada.say(peer, 'x', 1n);
    await ada.say(peer, 'x', 1n);
    expect((await ask('GET', '/stats')).content).toMatchObject({ sent: 2, duplicates: 1 });
  });

  test('sets faults, lists and removes them', async () => {
    const fault = {
      method: 'messages.sendMessage',
      effect: { kind: 'error', code: 420, text: 'FLOOD_WAIT_7' },
      times: 1,
    };
    expect((await ask('POST', '/faults', fault)).content).toEqual([{ id: 1 }]);
    const fields = { peer: await ada.peer('open_group'), message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe('420 FLOOD_WAIT_7');
    expect((await ask('GET', '/faults')).content).toMatchObject([{ id: 1, struck: 1, ...fault }]);
    expect((await ask('DELETE', '/faults?id=1')).content).toEqual([]);
    expect((await ask('DELETE', '/faults?id=1')).status).toBe(404);
  });

  test('names the chats with their topics and invite links', async () => {
    const { content } = await ask('GET', '/world/chats');
    expect(content).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: 'Forum',
          kind: 'supergroup',
          topics: expect.arrayContaining([
            expect.objectContaining({ title: 'Closed topic', closed: true }),
          ]),
        }),
      ]),
    );
  });

  test.each([
    ['GET', '/nowhere', undefined, 404, 'there is GET /world/messages'],
    ['GET', '/world/messages?chat=nobody', undefined, 400, '"chat" names nobody here'],
    ['POST', '/world/say', '{', 400, 'not JSON'],
    ['POST', '/world/say', { chat: 'open_group', from: 'open_group', text: 'x' }, 400, '"from"'],
    ['POST', '/world/say', { chat: 'open_group', from: 'fatma', text: 5 }, 400, '"text"'],
    ['POST', '/world/say', { chat: 'muted_group', from: 'fatma', text: '' }, 403, 'MESSAGE_EMPTY'],
    ['POST', '/faults', { method: 'x' }, 400, '"effect.kind" must be one of error'],
    [
      'POST',
      '/faults',
      { method: 'x', effect: { kind: 'error', text: 'X' } },
      400,
      '"effect.code"',
    ],
    ['POST', '/faults', { effect: { kind: 'cut' } }, 400, '"method" is missing'],
    ['POST', '/faults', { method: 'x', effect: { kind: 'cut' }, times: 'y' }, 400, '"times"'],
  ])('%s %s with %j is refused with %i and a reason', async (method, path, body, status, why) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.content).replaceAll('\\"', '"')).toContain(why);
  });
});
