import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { Customer, dataCentreLines, type EnvLines } from '../support/customer.js';
import { describePostgres, TEST_DATABASE_URL } from '../support/databases.js';
import { QUICK } from '../support/quick-sandbox.js';

const SEEDS = join(dirname(fileURLToPath(import.meta.url)), '../../src/config/fixtures/seeds');

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
});
afterAll(() => sandbox.stop());

const customers: Customer[] = [];
function customer(lines: EnvLines = {}, account = 0): Customer {
  const made = new Customer(sandbox, lines, account);
  customers.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(customers.splice(0).map((one) => one.dispose()));
});

describe('the first login', () => {
  test('by --interactive: the code is read from standard input, the session is kept for its owner alone', async () => {
    const one = customer();
    const { code, stdout, stderr } = await one.start(['--interactive'], { input: '22222\n' }).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Logged in as Deniz (@deniz_postaci).');
    expect(stderr).toContain('sessions/customer1.session');
    const file = join(one.workspace.path, 'sessions/customer1.session');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('a wrong code is asked for again', async () => {
    const login = customer().start(['login']);
    await login.answers('Code', '11111');
    await login.says('Telegram says that this is not the code.');
    await login.answers('Code', '22222');
    expect(await login.ended).toMatchObject({ code: 0 });
  });

  test('two-step verification asks for the password, and does not show it', async () => {
    const login = customer({}, 1).start(['login']);
    await login.answers('Code', '22222');
    await login.answers('password', 'yanlış parola');
    await login.says('Telegram says that this is not the password.');
    await login.answers('password', 'çok gizli');
    const { code, stdout, stderr } = await login.ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/yanlış parola|çok gizli/);
  });

  test('resend asks Telegram for another way, once its time has come', async () => {
    const login = customer().start(['login']);
    await login.answers('Code', 'resend');
    await login.says('Telegram sends no other code for another');
    await login.answers('Code', '22222');
    expect(await login.ended).toMatchObject({ code: 0 });
  });

  test('without PHONE_NUMBER it is asked for', async () => {
    const login = customer({ PHONE_NUMBER: undefined }).start(['--interactive']);
    await login.answers('Phone number', '+9996620001');
    await login.answers('Code', '22222');
    expect(await login.ended).toMatchObject({ code: 0 });
  });

  test.each([
    ['code', {}],
    ['phone number', { PHONE_NUMBER: undefined }],
  ])(
    'an input that ends at the question for the %s ends the login, and says so',
    async (_what, lines) => {
      const one = customer(lines);
      const { code, stderr } = await one.start(['login'], { input: '' }).ended;
      expect(stderr).toMatch(/the input ended before the question was answered[\s\S]*LOGIN_FAILED/);
      expect(code).toBe(3);
      expect(one.read('sessions/customer1.session')).toBe('');
    },
  );

  test('Ctrl-C at a question ends the login without a word about bugs', async () => {
    const login = customer().start(['login']);
    await login.says('Code');
    login.signal('SIGINT');
    const { code, stderr } = await login.ended;
    expect(stderr).toContain('interrupted');
    expect(stderr).not.toContain('bug');
    expect(code).toBe(130);
  });
});

describe('a session string', () => {
  test('is printed alone on standard output, kept nowhere, and runs a daemon', async () => {
    const one = customer();
    const { code, stdout } = await one.start(['login', '--print-session'], { input: '22222\n' })
      .ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\w+/=-]{200,}\n$/);
    expect(one.read('sessions/customer1.session')).toBe('');

    one.write('string.env', { ...one.postgres(), PHONE_NUMBER: undefined });
    const environment = { TELEGRAM_SESSION_STRING: stdout.trim() };
    const daemon = await one.startDaemon(['--env-file', 'string.env'], { environment });
    daemon.signal('SIGTERM');
    const ended = await daemon.ended;
    expect(ended.code).toBe(0);
    expect(ended.stderr + one.read('logs/customer1/bot.log')).not.toContain(stdout.trim());
  });
});

describePostgres('the env file of the first document, as it stands', () => {
  const seed = readFileSync(join(SEEDS, 's0-customer1.env.txt'), 'utf8');

  test('logs in, says that its database is not there, and runs once it is', async () => {
    const one = customer();
    one.workspace.write({ 'envs/customer1.env': seed });
    const environment = dataCentreLines(sandbox);
    const file = ['--env-file', 'envs/customer1.env'];
    const interactive = ['--interactive', ...file];
    const login = await one.start(interactive, { environment, input: '22222\n' }).ended;
    expect(login.stderr).toContain('Logged in as Müşteri');

    const without = await one.run(['run', ...file], { environment });
    expect(without.stderr).toMatch(/db:5432[\s\S]*DATABASE_UNREACHABLE/);
    expect(without.code).toBe(5);

    const there = new URL(TEST_DATABASE_URL);
    const { DB_CONNECTION } = one.postgres();
    const schema = new URL(DB_CONNECTION).searchParams.get('schema');
    const reachable = seed
      .replace(
        'telegram_bot:secret@db:5432/telegram_bot',
        `${there.username}@${there.host}${there.pathname}`,
      )
      .replace('schema=customer1', `schema=${schema}`);
    one.workspace.write({ 'envs/customer1.env': reachable });
    const daemon = await one.startDaemon(file, { environment });
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });
});
