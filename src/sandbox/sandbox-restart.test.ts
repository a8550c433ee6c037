import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { GramjsSuiteClient } from '../../test/sandbox/gramjs-suite-client.js';
import { smallScenario as scenario } from '../../test/sandbox/small-scenario.js';
import { untilTrue } from '../../test/sandbox/until-true.js';
import { startSandbox } from './sandbox.js';

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'sandbox-restart-'));
});

afterEach(() => rmSync(stateDir, { recursive: true }));

test('a client outlives a restart of the server: its key, its login and its words are kept', async () => {
  const before = await startSandbox({ scenario, stateDir });
  const client = await GramjsSuiteClient.connect(before.ready);
  const [ada] = before.ready.accounts;
  if (!ada) throw new Error('the scenario has no account');
  await client.logIn(ada);
  await client.send('open_group', 'before', 1n);
  await before.stop();
  const after = await startSandbox({ stateDir, port: before.ready.mtproto.port });
  try {
    await untilTrue(() => client.isLoggedIn());
    await client.send('open_group', 'after', 2n);
    const texts = (await client.history('open_group')).slice(0, 2).map(({ text }) => text);
    expect(texts).toEqual(['after', 'before']);
    expect(after.ready.mtproto.fingerprint).toBe(before.ready.mtproto.fingerprint);
  } finally {
    await client.destroy();
    await after.stop();
  }
});

test('a port that is taken is an error, and nothing stays open', async () => {
  const sandbox = await startSandbox({ scenario });
  const { port } = sandbox.ready.mtproto;
  await expect(startSandbox({ scenario, port })).rejects.toThrow('EADDRINUSE');
  await sandbox.stop();
  await sandbox.stop();
});
