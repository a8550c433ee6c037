import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { askControl } from '../../../test/sandbox/ask-control.js';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';
import { ControlServer } from './server.js';

const DAY_MS = 86_400_000;
const until = new Date(START_MS + DAY_MS).toISOString();

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

const put = (state: string, more = {}) =>
  askControl(url, 'POST', '/accounts/state', { account: 'ada_account', state, ...more });

const send = async (username: string, random_id: bigint) => ({
  peer: await ada.peer(username),
  message: 'x',
  random_id,
});

/** What @SpamBot answers. */
async function spamBotSays(): Promise<string> {
  const bot = await ada.peer('SpamBot');
  ada.heard();
  await ada.say(bot, '/start', BigInt(box.world.state.messages.length));
  expect(ada.heard()).toEqual([]);
  await box.clock.run(box.world.now() + 1_000);
  const history = await ada.call('messages.getHistory', {
    peer: bot,
    limit: 1,
    offset_id: 0,
    offset_date: 0,
    add_offset: 0,
    max_id: 0,
    min_id: 0,
    hash: 0n,
  });
  expect(ada.heard()).toHaveLength(1);
  return String(objects(history, 'messages')[0]?.message);
}

/** The keys of help.getAppConfig. */
async function appConfig(): Promise<Record<string, unknown>> {
  const { config } = await ada.call('help.getAppConfig', { hash: 0 });
  const entries = objects(config as Parameters<typeof objects>[0], 'value');
  return Object.fromEntries(entries.map((entry) => [entry.key, object(entry, 'value').value]));
}

describe('how an account stands', () => {
  test('is ok at first: nothing is refused, and @SpamBot says so', async () => {
    expect(await appConfig()).toEqual({});
    expect(await spamBotSays()).toBe(
      'Good news, no limits are currently applied to your account. You’re free as a bird!',
    );
    const { content } = await askControl(url, 'GET', '/accounts');
    expect(content).toMatchObject([
      { id: ada.key.userId, username: 'ada_account', state: 'ok', until: null, sessions: 1 },
      { username: 'bora_account', sessions: 0 },
      { username: 'cem_account' },
    ]);
  });

  test('spam-limited: may answer, but not write to strangers, until its time', async () => {
    expect((await put('spam-limited', { until })).content).toMatchObject({
      state: 'spam-limited',
      until,
    });
    expect(await ada.refused('messages.sendMessage', await send('ivan_petrov', 1n))).toBe(
      '400 PEER_FLOOD',
    );
    await ada.call('messages.sendMessage', await send('fatma', 2n));
    expect(await spamBotSays()).toContain(
      'your account is now limited until 2 Jan 2026, 00:00 UTC.',
    );
    await box.clock.run(START_MS + DAY_MS);
    await ada.call('messages.sendMessage', await send('ivan_petrov', 3n));
    expect(await spamBotSays()).toContain('free as a bird');
  });

  test('spam-limited without an end: the bot names none', async () => {
    await put('spam-limited');
    expect(await spamBotSays()).toMatch(
      /^Hello Ada!\n\nI’m very sorry that you had to contact me\. .*harsh response.*complaint/s,
    );
  });

  test('frozen: may read, and ask @SpamBot, and is told since when and until when', async () => {
    await put('frozen', { until });
    expect(await ada.refused('messages.sendMessage', await send('fatma', 1n))).toBe(
      '420 FROZEN_METHOD_INVALID',
    );
    expect(await appConfig()).toEqual({
      freeze_since_date: START_MS / 1_000,
      freeze_until_date: (START_MS + DAY_MS) / 1_000,
      freeze_appeal_url: 'https://t.me/spambot',
    });
    expect(await spamBotSays()).toContain(
      'blocked for violations of the Telegram Terms of Service',
    );
    await put('ok');
    expect(await appConfig()).toEqual({});
    await ada.call('messages.sendMessage', await send('fatma', 2n));
  });

  test.each([
    ['banned', '401 USER_DEACTIVATED_BAN'],
    ['logged-out', '401 AUTH_KEY_UNREGISTERED'],
    ['taken', '406 AUTH_KEY_DUPLICATED'],
  ])('%s: every call is answered %s', async (state, error) => {
    await put(state);
    expect(await ada.refused('updates.getState')).toBe(error);
    await put('ok');
    // A ban may be lifted; a session that was ended stays so, and a new one is let in.
    if (state === 'banned') expect((await ada.call('updates.getState'))._).toBe('updates.state');
    else expect(await ada.refused('updates.getState')).toBe(error);
    expect((await box.session('ada_account').call('updates.getState'))._).toBe('updates.state');
  });

  test.each([
    [{ account: 'ada_account', state: 'x' }, '"state" must be one of ok, spam-limited'],
    [{ account: 'open_group', state: 'ok' }, '"account" must be a person'],
    [{ account: 'fatma', state: 'ok' }, '"account" must be an account that can log in'],
    [{ account: 'ada_account', state: 'frozen', until: 'soon' }, '"until" must be a time'],
  ])('%j is refused with a reason', async (body, why) => {
    const answer = await askControl(url, 'POST', '/accounts/state', body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.content).replaceAll('\\"', '"')).toContain(why);
  });
});
