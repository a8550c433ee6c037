import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Status } from '../../src/control/contract/status.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { untilTrue } from '../sandbox/until-true.js';
import { Customer } from '../support/customer.js';
import { describePostgres } from '../support/databases.js';
import type { PostaciProcess } from '../support/postaci-process.js';
import { QUICK } from '../support/quick-sandbox.js';

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
let customer: Customer;
afterEach(() => sandbox.faults.clear());
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox, { GROUP_LINKS: 'grup1,@grup2,https://t.me/grup3' });
  await customer.logIn();
});
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
});

const arrivedIn = () => new Set(customer.arrived().map(({ peer }) => peer)).size;

describePostgres('a running daemon', () => {
  let daemon: PostaciProcess;
  beforeAll(async () => {
    customer.write('customer.env', customer.postgres());
    daemon = await customer.startDaemon();
    await untilTrue(() => arrivedIn() === 3);
  });

  const status = async (): Promise<Status> => {
    const { code, stdout } = await customer.run(['status', '--json']);
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };

  test('tells how it is, for programs and for people', async () => {
    expect(await status()).toMatchObject({
      customer: '1',
      processId: daemon.id,
      database: 'postgres',
      account: { name: 'Deniz', username: 'deniz_postaci', health: 'ok' },
      connection: 'online',
      services: [{ name: 'message', state: 'running', paused: false }],
      pauses: [],
    });
    const { stdout } = await customer.run(['status']);
    expect(stdout).toMatch(/^customer +1 .*\naccount +Deniz @deniz_postaci .*\nhealth +ok$/m);
    expect(stdout).not.toContain('9996620001');
  });

  test('tells why a message went, and of one that there is not', async () => {
    const last = await customer.run(['why', 'last']);
    expect(last).toMatchObject({ code: 0, stdout: expect.stringMatching(/\S/) });
    const first = await customer.run(['why', '1']);
    expect(first.stdout).toMatch(/arrived|sent/i);
    const none = await customer.run(['why', '999999']);
    expect(none.stdout + none.stderr).toContain('999999');
  });

  test('says nothing while it is paused, and goes on afterwards', async () => {
    expect(await customer.run(['pause'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('postaci resume'),
    });
    await untilTrue(async () => {
      const { queue } = await customer.control.status();
      return queue.states.sending === 0 && (queue.waiting.paused ?? 0) > 0;
    });
    const before = customer.arrived().length;
    expect((await customer.run(['status'])).stdout).toMatch(
      /message: paused\npaused +all by operator/,
    );
    const alone = await customer.run(['resume', 'message']);
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('postaci resume') });
    expect(customer.arrived()).toHaveLength(before);
    await customer.run(['resume']);
    await customer.posts();
  });

  test('checks its groups', async () => {
    const { code, stdout } = await customer.run(['groups', 'check', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      ['grup1', '@grup2', 'https://t.me/grup3'].map((written) =>
        expect.objectContaining({ written, reachable: true, problems: [] }),
      ),
    );
  });

  test('sends the operator’s own message, also while it is paused', async () => {
    await customer.run(['pause']);
    const { code, stdout } = await customer.run(['send-test', 'grup1', '--text', 'benden']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/sent/i) });
    expect(customer.arrived().map(({ text }) => text)).toContain('benden');
    await customer.run(['resume']);

    const elsewhere = await customer.run(['send-test', 'grup9']);
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain('Say one of: grup1, @grup2');
  });

  test('shows its configuration without secrets', async () => {
    const { code, stdout } = await customer.run(['config', 'check', '--json']);
    expect(code).toBe(0);
    const { values } = JSON.parse(stdout);
    expect(values).toContainEqual(expect.objectContaining({ name: 'CUSTOMER_ID', value: '1' }));
    const text = (await customer.run(['config', 'check'])).stdout;
    expect(text).toMatch(/GROUP_LINKS .*\(customer\.env:\d+\)/);
    expect(text).toContain('The configuration is valid.');
    expect(stdout + text).not.toMatch(/0123456789abcdef|9996620001/);
  });

  test('is well, says the doctor', async () => {
    const { code, stdout } = await customer.run(['doctor', '--json']);
    expect(code).toBe(0);
    const names = JSON.parse(stdout).map((check: { name: string }) => check.name);
    expect(names).toEqual(expect.arrayContaining(['daemon', 'session', 'database', 'Telegram']));
    expect((await customer.start(['doctor']).ended).stdout).toContain(
      `✓ daemon: running as process ${daemon.id}`,
    );
  });

  test('refuses a login over the session that it uses', async () => {
    const { code, stderr } = await customer.start(['login'], { input: '22222\n' }).ended;
    expect(code).toBe(4);
    expect(stderr).toContain('LEASE_HELD');
  });

  test('takes a saved file over by itself, keeps what was while it is wrong, and writes what it is told', async () => {
    const config = (text: string) =>
      customer.workspace.write({ 'data/customer1/config.json': text });
    const { control } = customer;
    config('{"MESSAGES_PER_DAY": 5000');
    await untilTrue(async () => (await control.status()).configuration.problem !== null);
    const { problem } = (await control.status()).configuration;
    expect(problem).toContain('data/customer1/config.json:1');
    config('{"MESSAGES_PER_DAY": 5000, "LOG_FORMAT": "json"}');
    daemon.signal('SIGHUP');
    await untilTrue(async () => (await control.limits()).messagesPerDay === 5_000);
    expect((await control.status()).configuration).toMatchObject({
      needRestart: ['LOG_FORMAT'],
      problem: null,
    });
    await control.changeLimits({ messagesPerDay: 6_000, dryRun: false });
    expect(customer.read('data/customer1/config.json')).toBe(
      '{"MESSAGES_PER_DAY": 6000, "LOG_FORMAT": "json"}',
    );
    expect(customer.read('logs/customer1/bot.log')).toContain('the configuration was read again');
  });

  test('outlives whoever read its output', async () => {
    daemon.stopReading();
    await customer.control.pause('*');
    await customer.control.resume('*');
    await customer.posts(3);
    expect(daemon.running).toBe(true);
  });

  test('ends in order on SIGTERM, and leaves its log without secrets', async () => {
    daemon.signal('SIGTERM');
    const { code, stderr } = await daemon.ended;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/warning|listener/i);
    expect(customer.read('data/customer1/control.sock')).toBe('');
    const log = customer.read('logs/customer1/bot.log');
    expect(log).toContain('"message":"ready"');
    expect(log).toContain('stopping in order');
    expect(log).not.toMatch(/0123456789abcdef|9996620001/);
    for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('without a daemon', () => {
  test('status says so, and how to start it', async () => {
    const { code, stderr } = await customer.start(['status']).ended;
    expect(code).toBe(5);
    expect(stderr).toMatch(/postaci run[\s\S]*DAEMON_NOT_RUNNING/);
  });

  test('groups are checked and a message is sent all the same, and the session is free afterwards', async () => {
    customer.write('customer.env', customer.postgres());
    const check = await customer.run(['groups', 'check']);
    expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ grup1  Grup 1') });
    const sent = await customer.run(['send-test', 'grup2', '--text', 'yalnız']);
    expect(sent.stderr).not.toContain('LEASE_HELD');
    expect(sent.code).toBe(0);
    expect(customer.arrived().map(({ text }) => text)).toContain('yalnız');
  });

  test('a check that is interrupted leaves in order', async () => {
    sandbox.faults.add({ method: 'channels.getFullChannel', effect: { kind: 'silence' } });
    const check = customer.start(['groups', 'check']);
    const isAsking = () => sandbox.faults.list().some(({ struck }) => struck > 0);
    // A start is seconds of work, and many of them where others work too.
    await untilTrue(() => isAsking() || !check.running, 60_000);
    check.signal('SIGINT');
    expect(await check.ended).toMatchObject({ code: 130 });
    sandbox.faults.clear();
    const next = await customer.run(['groups', 'check']);
    expect(next).toMatchObject({ code: 0 });
  });
});
