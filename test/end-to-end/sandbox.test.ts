import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SandboxReady } from '../../src/sandbox/sandbox.js';
import { PostaciProcess } from '../support/postaci-process.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';

let workspace: Workspace;
beforeAll(() => {
  workspace = makeWorkspace({ 'damaged/journal.jsonl': 'not a fact\n' });
});
afterAll(() => workspace.remove());

const started: PostaciProcess[] = [];
afterEach(async () => {
  for (const process of started) process.signal('SIGKILL');
  await Promise.all(started.splice(0).map(({ ended }) => ended));
});

function postaci(...args: readonly string[]): PostaciProcess {
  const process = new PostaciProcess(['sandbox', ...args], workspace.path);
  started.push(process);
  return process;
}

async function readySandbox(...args: readonly string[]) {
  const process = postaci('--json', '--no-talk', ...args);
  await process.says('\n');
  const ready: SandboxReady = JSON.parse(process.output);
  return { process, ready };
}

describe('postaci sandbox', () => {
  test('--json prints one line with all that a client needs, and ends with 0 on SIGTERM', async () => {
    const { process, ready } = await readySandbox();
    expect(ready).toEqual({
      mtproto: {
        host: '127.0.0.1',
        port: expect.any(Number),
        dcId: 2,
        publicKeyPem: expect.stringMatching(/^-----BEGIN RSA PUBLIC KEY-----\n/),
        fingerprint: expect.stringMatching(/^-?\d+$/),
      },
      control: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
      model: {
        baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
        names: expect.arrayContaining(['llama3.1:8b']),
      },
      accounts: expect.any(Array),
      chats: expect.any(Array),
    });
    expect(createPublicKey(ready.mtproto.publicKeyPem).asymmetricKeyType).toBe('rsa');
    for (const account of ready.accounts) {
      expect(account).toEqual({
        kind: 'user',
        id: expect.any(Number),
        phone: expect.stringMatching(/^\+\d+$/),
        code: expect.stringMatching(/^\d{5}$/),
        password: account.password === null ? null : expect.any(String),
        username: account.username === null ? null : expect.any(String),
        firstName: expect.any(String),
      });
    }
    for (const chat of ready.chats) {
      expect(Object.keys(chat)).toEqual(['id', 'kind', 'title', 'username']);
    }
    process.signal('SIGTERM');
    expect(await process.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('--state keeps keys and messages over kill -9', async () => {
    const first = await readySandbox('--state', 'state');
    const said = await fetch(`${first.ready.control.url}/world/say`, {
      method: 'POST',
      body: JSON.stringify({ chat: 'grup1', from: 'deniz_postaci', text: 'kalıcı' }),
    });
    expect(said.status).toBe(200);
    first.process.signal('SIGKILL');
    await first.process.ended;

    const second = await readySandbox('--state', 'state');
    const { control: _before, model: _model, mtproto: before, ...world } = first.ready;
    expect(second.ready).toMatchObject(world);
    expect(second.ready.mtproto.publicKeyPem).toBe(before.publicKeyPem);
    const messages = await fetch(`${second.ready.control.url}/world/messages?chat=grup1`);
    expect(await messages.json()).toContainEqual(expect.objectContaining({ text: 'kalıcı' }));
  });

  test.each(['--port', '--control-port', '--model-port'])(
    '%s that is taken is named',
    async (option) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { code, stderr } = await postaci(option, String(port)).ended;
      other.close();
      expect(stderr).toContain(`port ${port} of 127.0.0.1 is in use by another program`);
      expect(code).toBe(2);
    },
  );

  test('a damaged --state is named, with its line', async () => {
    const { code, stderr } = await postaci('--state', 'damaged').ended;
    expect(stderr).toMatch(/damaged\/journal\.jsonl:1 is damaged\n.*Move the folder away/);
    expect(code).toBe(2);
  });
});
