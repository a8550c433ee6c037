import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GramjsSuiteClient } from '../../test/sandbox/gramjs-suite-client.js';
import { untilTrue } from '../../test/sandbox/until-true.js';
import { PROJECT } from '../../test/support/postaci-process.js';
import type { MessageReport } from './control/report.js';
import type { SandboxReady } from './sandbox.js';

const RUN = `
import { startSandbox } from './dist/sandbox/sandbox.js';
const [stateDir, port] = process.argv.slice(1);
const { ready } = await startSandbox({ stateDir, port: Number(port) });
console.log(JSON.stringify(ready));
`;

let stateDir: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'sandbox-kill-'));
});

afterEach(async () => {
  await kill();
  rmSync(stateDir, { recursive: true });
});

async function start(port: number): Promise<SandboxReady> {
  const args = ['--input-type=module', '-e', RUN, stateDir, String(port)];
  const started = spawn(process.execPath, args, {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const [line] = await once(createInterface(started.stdout), 'line');
  return JSON.parse(String(line)) as SandboxReady;
}

async function kill(): Promise<void> {
  if (!child || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('whatever was answered is still there after kill -9, and so are the keys', async () => {
  const ready = await start(0);
  const client = await GramjsSuiteClient.connect(ready);
  try {
    const [account] = ready.accounts;
    if (!account) throw new Error('the scenario has no account');
    await client.logIn(account);
    const answered: string[] = [];
    const send = async (number: number): Promise<void> => {
      await client.send('grup1', `m${number}`, BigInt(number));
      answered.push(`m${number}`);
      await send(number + 1);
    };
    // It goes on until the client is destroyed.
    send(1).catch(() => undefined);
    await untilTrue(() => answered.length >= 50);
    await kill();
    const before = [...answered];
    const again = await start(ready.mtproto.port);
    const response = await fetch(`${again.control.url}/world/messages?chat=grup1`);
    const arrived = ((await response.json()) as MessageReport[]).map(({ text }) => text);
    expect(arrived).toEqual(expect.arrayContaining(before));
    // The client goes on with its key by itself: nobody logs in again.
    await untilTrue(() => answered.length > before.length + 10);
    const stats = await (await fetch(`${again.control.url}/stats`)).json();
    expect(stats).toMatchObject({ duplicates: 0, repeatedTexts: 0 });
  } finally {
    await client.destroy();
  }
});
