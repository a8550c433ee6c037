import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { Customer } from '../support/customer.js';
import { describePostgres } from '../support/databases.js';
import { placeEmbedded } from '../support/embedded-template.js';
import type { PostaciProcess } from '../support/postaci-process.js';
import { QUICK } from '../support/quick-sandbox.js';

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
let customer: Customer;
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox, { LEASE_TTL_SECONDS: 2 });
  await customer.logIn();
});
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
});

async function stop(daemon: PostaciProcess): Promise<void> {
  daemon.signal('SIGTERM');
  expect(await daemon.ended).toMatchObject({ code: 0 });
}

describePostgres('a session', () => {
  beforeAll(() => customer.write('customer.env', customer.postgres()));

  test('has one daemon: a second one names it and leaves, and the first goes on', async () => {
    const daemon = await customer.startDaemon();
    const { code, stderr } = await customer.run(['run']);
    expect(code).toBe(4);
    expect(stderr).toContain('LEASE_HELD');
    expect(stderr).toContain(`process ${daemon.id} on ${hostname()}`);
    await customer.posts();
    await stop(daemon);
  });

  test('is free at once after an orderly stop', async () => {
    await stop(await customer.startDaemon());
  });

  test('is free within LEASE_TTL_SECONDS after a crash, and says when', async () => {
    const crashed = await customer.startDaemon();
    await customer.posts();
    crashed.signal('SIGKILL');
    await crashed.ended;
    const killedAt = Date.now();
    for (let left = 2; ; ) {
      const next = customer.start(['run']);
      const started = await Promise.race([
        next.isReady().then(
          () => true,
          () => false,
        ),
        next.ended.then(() => false),
      ]);
      if (started) {
        await customer.posts();
        return stop(next);
      }
      const { code, stderr } = await next.ended;
      expect(code).toBe(4);
      const seconds = Number(/free at \S+ \(in (\d+) s\)/.exec(stderr)?.[1]);
      expect(seconds).toBeLessThanOrEqual(left);
      left = seconds;
      expect(Date.now() - killedAt).toBeLessThan(15_000);
    }
  });
});

describe('an embedded database', () => {
  beforeAll(() => placeEmbedded(join(customer.workspace.path, 'data/customer1/database')));

  test('has one daemon: a second one names it and leaves; after a crash it is free at once', async () => {
    customer.write('customer.env');
    const daemon = await customer.startDaemon();
    const { code, stderr } = await customer.run(['run']);
    expect(code).toBe(4);
    expect(stderr).toContain('DIRECTORY_LOCKED');
    expect(stderr).toContain(`process ${daemon.id} on ${hostname()}`);
    await customer.posts();
    const status = await customer.run(['status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({ database: 'embedded' });
    expect(await customer.run(['doctor'])).toMatchObject({ code: 0 });

    daemon.signal('SIGKILL');
    await daemon.ended;
    const next = await customer.startDaemon();
    await customer.posts();
    await stop(next);
  });
});
