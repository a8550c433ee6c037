import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { Customer } from '../support/customer.js';
import { placeEmbedded } from '../support/embedded-template.js';
import { QUICK } from '../support/quick-sandbox.js';

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
let customer: Customer;
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox);
  await placeEmbedded(join(customer.workspace.path, 'data/customer1/database'));
});
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
});

test('a daemon that waits for a login is alive, not ready, and goes on with it; after a logout it waits again', async () => {
  const daemon = customer.start(['run', '--wait-for-login'], { input: '' });
  await daemon.says('waiting for a login');
  await expect(customer.control.status()).rejects.toMatchObject({ code: 'LOGIN_REQUIRED' });
  expect(await customer.control.ready()).toMatchObject({ ready: false, leased: false });
  await customer.logIn();
  await customer.posts();
  await expect(customer.logIn()).rejects.toThrow('LEASE_HELD');

  sandbox.endSessions(sandbox.ready.accounts[0]?.id ?? 0);
  await daemon.says('waiting for a login (postaci --interactive): the account has stopped');
  expect(daemon.running).toBe(true);
  await customer.logIn();
  await customer.posts();
  daemon.signal('SIGTERM');
  expect(await daemon.ended).toMatchObject({ code: 0 });
});

test('SIGTERM ends the wait; without --wait-for-login there is none', async () => {
  rmSync(join(customer.workspace.path, 'sessions'), { recursive: true });
  const daemon = customer.start(['run', '--wait-for-login'], { input: '' });
  await daemon.says('waiting for a login');
  daemon.signal('SIGTERM');
  expect(await daemon.ended).toMatchObject({ code: 0 });
  expect(await customer.start(['run'], { input: '' }).ended).toMatchObject({ code: 3 });
});
