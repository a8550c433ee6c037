import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import {
  installedTelethon,
  type TelethonClient,
  TelethonProcess,
} from '../clients/telethon/telethon.js';
import { SERVER_KEY_PEM } from '../support/server-key.js';
import { askControl } from './ask-control.js';
import { smallScenario } from './small-scenario.js';
import { untilTrue } from './until-true.js';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const version = installedTelethon();
const suite = version === undefined ? describe.skip : describe;
const name =
  version === undefined
    ? 'Telethon is not installed (apt-get install python3-telethon): layer 144 stays untried'
    : `the sandbox, spoken to by the unmodified Telethon ${version} (layer 144),`;

suite(name, () => {
  let python: TelethonProcess;
  let folder: string;
  let sandbox: Sandbox;
  let client: TelethonClient;

  beforeAll(() => {
    python = new TelethonProcess();
    folder = mkdtempSync(join(tmpdir(), 'sandbox-telethon-'));
  });

  afterAll(async () => {
    await python.end();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    sandbox = await startSandbox({
      serverKeyPem: SERVER_KEY_PEM,
      scenario: smallScenario,
      rules: { duplicates: 'original' },
    });
    client = await python.connect(sandbox.ready);
  });

  afterEach(async () => {
    await client.do('disconnect');
    await sandbox.stop();
  });

  const account = (at: number) => {
    const found = sandbox.ready.accounts[at];
    if (!found) throw new Error(`the scenario has no account ${at}`);
    return found;
  };

  const say = (chat: string, text: string) =>
    askControl(sandbox.ready.control.url, 'POST', '/world/say', { chat, from: 'fatma', text });

  const history = (chat: string) => client.do('history', { chat });

  const texts = () => new Set(client.heard.map(({ text }) => text));

  test('logs an account in with its code, and another with its password', async () => {
    await expect(client.logIn({ ...account(0), code: '00000' })).rejects.toThrow(
      'PhoneCodeInvalid',
    );
    expect(await client.logIn(account(0))).toBe('Ada');
    const other = await python.connect(sandbox.ready);
    await expect(other.logIn({ ...account(1), password: 'wrong' })).rejects.toThrow('PasswordHash');
    expect(await other.logIn(account(1))).toBe('Bora');
    await other.do('disconnect');
  });

  test('resolves, sends, edits, forwards, deletes and reads back', async () => {
    await client.logIn(account(0));
    expect(await client.do('resolve', { username: 'open_group' })).toBe('Open');
    expect(await client.do('resolve', { username: 'SpamBot' })).toBe('Spam Info Bot');
    const privately = await client.send('fatma', 'merhaba');
    const id = await client.send('open_group', 'selam');
    await client.do('edit', { chat: 'open_group', message: id, text: 'selamlar' });
    const path = join(folder, 'photo.png');
    writeFileSync(path, PNG);
    const photo = await client.do('send_photo', { chat: 'open_group', path, caption: 'a pixel' });
    expect(await history('open_group')).toEqual([
      { id: photo, text: 'a pixel' },
      { id, text: 'selamlar' },
    ]);
    const copy = await client.do('forward', { chat: 'open_group', message: id, to: 'slow_group' });
    expect(await history('slow_group')).toEqual([{ id: copy, text: 'selamlar' }]);
    await client.do('delete', { chat: 'fatma', message: privately });
    expect(await history('fatma')).toMatchObject([{ text: 'Merhaba, müsait misin?' }]);
    expect(await client.do('dialogs')).toEqual(
      expect.arrayContaining(['Open', 'Forum', 'Basic', 'News', 'Fatma']),
    );
    await expect(client.send('muted_group', 'x')).rejects.toThrow('ChatWriteForbidden');
  });

  test('hears what is pushed, and again after the line was cut', async () => {
    await client.logIn(account(0));
    await say('open_group', 'to the group');
    await say('ada_account', 'to you');
    await untilTrue(() => texts().size >= 2);
    expect(texts()).toEqual(new Set(['to the group', 'to you']));
    sandbox.wire.cut(account(0).id);
    expect(await client.send('open_group', 'here again')).toBeGreaterThan(0);
    await say('ada_account', 'welcome back');
    await untilTrue(() => texts().has('welcome back'));
    sandbox.wire.renewSessions(account(0).id);
    await client.do('resolve', { username: 'slow_group' });
    await say('ada_account', 'in a new session');
    await untilTrue(() => texts().has('in a new session'));
  });
});
