import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GramjsSuiteClient } from '../../test/sandbox/gramjs-suite-client.js';
import { MtcuteSuiteClient } from '../../test/sandbox/mtcute-suite-client.js';
import { smallScenario } from '../../test/sandbox/small-scenario.js';
import type { SuiteClient } from '../../test/sandbox/suite-client.js';
import { untilTrue } from '../../test/sandbox/until-true.js';
import { QUICK } from '../../test/support/quick-sandbox.js';
import { type Sandbox, startSandbox } from './sandbox.js';
import { storePhoto } from './world/photo.js';
import { say } from './world/say.js';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe.each([
  ['GramJS', GramjsSuiteClient.connect],
  ['mtcute', MtcuteSuiteClient.connect],
] as const)('the sandbox, spoken to by the unmodified %s,', (_name, connect) => {
  let sandbox: Sandbox;
  let client: SuiteClient;

  beforeEach(async () => {
    sandbox = await startSandbox({
      ...QUICK,
      scenario: smallScenario,
      rules: { duplicates: 'original' },
    });
    client = await connect(sandbox.ready);
  });

  afterEach(async () => {
    await client.destroy();
    await sandbox.stop();
  });

  const account = (at: number) => {
    const found = sandbox.ready.accounts[at];
    if (!found) throw new Error(`the scenario has no account ${at}`);
    return found;
  };

  /** A simulated person speaks. */
  const person = (username: string, chat: string, text: string): void => {
    const { state } = sandbox.world;
    const from = state.persons.get(state.byUsername(username) ?? 0);
    const peer = state.byUsername(chat);
    if (!from || peer === undefined) throw new Error(`no @${username} or no @${chat}`);
    const verdict = say(sandbox.world, { from, peer, said: { text, entities: [] } });
    if ('refused' in verdict) throw new Error(verdict.refused.text);
  };

  const arrived = () =>
    sandbox.world.state.messages.filter(({ randomId }) => randomId !== undefined);

  test('logs an account in with its code', async () => {
    expect(await client.logIn(account(0))).toBe('Ada');
  });

  test('logs an account in with its code and its password', async () => {
    expect(await client.logIn(account(1))).toBe('Bora');
  });

  test('refuses a wrong code and a wrong password', async () => {
    await expect(client.logIn({ ...account(0), code: '00000' })).rejects.toThrow(
      'PHONE_CODE_INVALID',
    );
    await expect(client.logIn({ ...account(1), password: 'wrong' })).rejects.toThrow(
      'PASSWORD_HASH_INVALID',
    );
  });

  test('stores what is sent, and a repeated random_id once', async () => {
    await client.logIn(account(0));
    const id = await client.send('open_group', 'selam', -7n);
    expect(await client.send('open_group', 'selam', -7n)).toBe(id);
    expect(arrived()).toMatchObject([{ text: 'selam', randomId: '-7' }]);
  });

  test('sends to a person', async () => {
    await client.logIn(account(0));
    await client.send('fatma', 'merhaba', 5n);
    expect(arrived()).toMatchObject([{ text: 'merhaba' }]);
  });

  test('tells the client of what others say, in groups and in private', async () => {
    await client.logIn(account(0));
    // Telegram pushes to sessions that have asked for their state.
    await client.markUpdates();
    person('fatma', 'open_group', 'to the group');
    person('fatma', 'ada_account', 'to you');
    await untilTrue(() => new Set(client.heard).size >= 2);
    // A client that asks for the difference meanwhile may hear a thing by both ways.
    expect(new Set(client.heard)).toEqual(new Set(['to the group', 'to you']));
  });

  test('tells of what was said while the line was cut', async () => {
    await client.logIn(account(0));
    await client.markUpdates();
    sandbox.wire.cut(account(0).id);
    person('fatma', 'ada_account', 'missed in private');
    person('fatma', 'open_group', 'missed in the group');
    await untilTrue(async () => new Set(await client.missed()).size >= 2);
    const missed = new Set(await client.missed());
    expect(missed).toEqual(new Set(['missed in private', 'missed in the group']));
  });

  test('gives the history back, newest first', async () => {
    await client.logIn(account(0));
    for (const number of [1n, 2n, 3n]) await client.send('open_group', `m${number}`, number);
    const history = await client.history('open_group');
    expect(history.slice(0, 3).map(({ text }) => text)).toEqual(['m3', 'm2', 'm1']);
  });

  test('edits and deletes', async () => {
    await client.logIn(account(0));
    const id = await client.send('open_group', 'first', 1n);
    await client.edit('open_group', id, 'second');
    expect((await client.history('open_group'))[0]).toEqual({ id, text: 'second' });
    await client.delete('open_group', id);
    expect((await client.history('open_group')).map((message) => message.id)).not.toContain(id);
  });

  test('edits and deletes in private', async () => {
    await client.logIn(account(0));
    const id = await client.send('fatma', 'first', 1n);
    await client.edit('fatma', id, 'second');
    expect((await client.history('fatma'))[0]).toEqual({ id, text: 'second' });
    await client.delete('fatma', id);
    expect((await client.history('fatma')).map((message) => message.id)).not.toContain(id);
  });

  test('forwards with the author, and not out of protected groups', async () => {
    await client.logIn(account(0));
    const id = await client.send('open_group', 'news', 1n);
    const copy = await client.forward('open_group', id, 'slow_group');
    expect((await client.history('slow_group'))[0]).toEqual({ id: copy, text: 'news' });
    const kept = await client.send('protected_group', 'secret', 2n);
    await expect(client.forward('protected_group', kept, 'open_group')).rejects.toThrow(
      'CHAT_FORWARDS_RESTRICTED',
    );
  });

  test('takes comments on a channel’s post, and on an album, under their roots', async () => {
    const { state } = sandbox.world;
    const channel = state.byUsername('news_channel') ?? 0;
    const from = state.persons.get(state.byUsername('cem_account') ?? 0);
    if (!from) throw new Error('there is no Cem');
    const post = (text: string, album = {}) => {
      const said = { text, entities: [], media: storePhoto(sandbox.world) };
      say(sandbox.world, { from, peer: channel, said, ...album });
      return state.box(channel).lastId;
    };
    const together = { groupedId: '42', several: true };
    const posts = [post('news'), post('an album', together)];
    post('', together);
    await client.logIn(account(0));
    for (const id of posts) {
      const comment = await client.comment('news_channel', id, `to ${id}`);
      const group = state.box(state.byUsername('news_comments') ?? 0);
      const written = state.message(group.numberOf(comment));
      expect(written).toMatchObject({ text: `to ${id}` });
      const root = state.message(written?.thread);
      expect(root?.origin?.savedFrom).toEqual({ peer: channel, id });
    }
  });

  test('takes a photo in and gives its bytes back', async () => {
    await client.logIn(account(0));
    const id = await client.sendPhoto('open_group', PNG, 'a pixel');
    expect((await client.history('open_group'))[0]).toEqual({ id, text: 'a pixel' });
    expect(await client.download('open_group', id)).toEqual(PNG);
  });

  test('lists every chat once', async () => {
    await client.logIn(account(0));
    const titles = await client.dialogTitles();
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(expect.arrayContaining(['Open', 'Forum', 'Basic', 'News', 'Fatma']));
    expect(titles).not.toContain('Foreign');
  });

  test('logs out', async () => {
    await client.logIn(account(0));
    expect(await client.isLoggedIn()).toBe(true);
    await client.logOut();
    expect(await client.isLoggedIn()).toBe(false);
  });
});
