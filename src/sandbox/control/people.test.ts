import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { TestBox } from '../../../test/sandbox/test-box.js';
import type { TestSession } from '../../../test/sandbox/test-session.js';
import { ControlServer } from './server.js';

let box: TestBox;
let ada: TestSession;
let server: ControlServer;
let url: string;
let ending: AbortController;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  ending = new AbortController();
  server = new ControlServer({
    world: box.world,
    wire: box.wire,
    faults: box.faults,
    statistics: box.statistics,
    model: box.model,
    signal: ending.signal,
  });
  url = await server.start(0);
});

afterEach(async () => {
  ending.abort();
  await server.stop();
});

const post = (path: string, body: unknown) => askControl(url, 'POST', path, body);
const get = async (path: string) => (await askControl(url, 'GET', path)).content;
const send = async (username: string, random_id: bigint) => ({
  peer: await ada.peer(username),
  message: 'x',
  random_id,
});

describe('people who are led from outside', () => {
  test('block somebody, and take it back', async () => {
    const fatma = { person: 'fatma', blocks: 'ada_account' };
    expect((await post('/world/person', fatma)).content).toMatchObject({
      username: 'fatma',
      blocked: [ada.key.userId],
    });
    expect(await ada.refused('messages.sendMessage', await send('fatma', 1n))).toBe(
      '403 USER_IS_BLOCKED',
    );
    await post('/world/person', { person: 'fatma', unblocks: 'ada_account' });
    await ada.call('messages.sendMessage', await send('fatma', 2n));
  });

  test('close themselves to strangers', async () => {
    await post('/world/person', { person: 'ivan_petrov', privacy: 'nobody' });
    expect(await ada.refused('messages.sendMessage', await send('ivan_petrov', 1n))).toBe(
      '403 USER_PRIVACY_RESTRICTED',
    );
  });

  test('reply to the newest message of somebody else, whatever its id is for them', async () => {
    await post('/world/say', { chat: 'ada_account', from: 'fatma', text: 'a question' });
    await ada.say(await ada.peer('fatma'), 'an answer', 1n);
    await post('/world/say', { chat: 'ada_account', from: 'fatma', text: 'own' });
    const body = { chat: 'ada_account', from: 'fatma', text: 'thanks', replyTo: 'last' };
    const { content } = await post('/world/say', body);
    const all = (await get('/world/messages?chat=fatma')) as { id: number; text: string }[];
    const answered = box.world.state.messages.find(({ text }) => text === 'an answer');
    const fatma = box.world.state.byUsername('fatma') ?? 0;
    expect(content).toMatchObject({
      reply_to: box.world.state.box(fatma).idOf(answered?.number ?? -1),
    });
    expect(all.at(-1)).toMatchObject({ text: 'thanks' });
    const nothing = { ...body, chat: 'cem_account', from: 'ivan_petrov' };
    expect((await post('/world/say', nothing)).status).toBe(404);
  });

  test('converse by a script until the sandbox ends', async () => {
    const steps = [
      { do: 'write', text: 'hello', afterMs: 1_000 },
      { do: 'listen', atMostMs: 60_000 },
      { do: 'mention', chat: '@open_group', text: 'are you there?', afterMs: 1_000 },
      { do: 'write', text: 'never said', afterMs: 86_400_000 },
    ];
    const body = { account: 'ada_account', roles: [{ person: '@ivan_petrov', steps }] };
    expect((await post('/world/conversations', body)).content).toEqual({ conversing: 1 });
    await box.clock.run(box.world.now() + 120_000);
    const said = (await get('/world/messages')) as { text: string }[];
    expect(said.slice(-2).map(({ text }) => text)).toEqual([
      'hello',
      '@ada_account are you there?',
    ]);
    expect(box.clock.sleeping).toBe(1);
    ending.abort();
    expect(box.clock.sleeping).toBe(0);
  });

  test('who was seen typing, and how often', async () => {
    const action = { _: 'sendMessageTypingAction' };
    await ada.ask('messages.setTyping', { peer: await ada.peer('open_group'), action });
    await ada.ask('messages.setTyping', { peer: await ada.peer('fatma'), action });
    expect(await get('/world/typings?chat=open_group')).toMatchObject([
      { sender_name: '@ada_account', topic: null, time: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(await get('/world/typings')).toHaveLength(2);
    expect(await get('/stats')).toMatchObject({ typings: 2 });
  });

  test.each([
    ['/world/person', { person: 'fatma', privacy: 'x' }, '"privacy"'],
    ['/world/person', { person: 'fatma', blocks: 'nobody' }, '"blocks"'],
    ['/world/person', { person: 'ada_account', privacy: 'nobody' }, 'not an account'],
    ['/world/conversations', { account: 'open_group' }, '"account" must be a person'],
    ['/world/conversations', { account: 'ada_account' }, '@kisi02'],
    ['/world/conversations', { account: 'ada_account', roles: 1 }, '"roles"'],
    ['/world/conversations', script({ do: 'sing' }), '"do"'],
    ['/world/conversations', script({ do: 'write', text: 'x', afterMs: -1 }), '"afterMs"'],
    ['/world/conversations', script({ do: 'mention', text: 'x', afterMs: 1 }), '"chat"'],
  ])('POST %s with %j is refused with a reason', async (path, body, why) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.content).replaceAll('\\"', '"')).toContain(why);
  });
});

function script(step: unknown) {
  return { account: 'ada_account', roles: [{ person: 'fatma', steps: [step] }] };
}
