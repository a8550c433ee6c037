import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { secret } from '../../src/lib/secret.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { untilTrue } from '../sandbox/until-true.js';
import { Customer, type EnvLines } from '../support/customer.js';
import { describePostgres, postgresReachable, TEST_DATABASE_URL } from '../support/databases.js';
import { QUICK } from '../support/quick-sandbox.js';

const KEY = 'ab'.repeat(32);

// Each start is a process of its own: seconds on a busy machine.
jest.setTimeout(90_000);

let sandbox: Sandbox;
let customer: Customer;
beforeAll(async () => {
  sandbox = await startSandbox(QUICK);
  customer = new Customer(sandbox, { ENCRYPTION_KEY: KEY });
  await customer.logIn();
});
afterAll(async () => {
  await customer.dispose();
  await sandbox.stop();
});

interface Trouble {
  readonly lines: EnvLines;
  readonly exit: number;
  readonly says: RegExp;
}

/** Nothing of this needs Telegram. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  'another ENCRYPTION_KEY': {
    lines: { ENCRYPTION_KEY: 'cd'.repeat(32) },
    exit: 2,
    says: /ENCRYPTION_KEY does not open \S+customer1\.session\n.*Set ENCRYPTION_KEY to the key[\s\S]*\(ENCRYPTION_KEY_WRONG\)/,
  },
  'a session file that was cut': {
    lines: { USER_SESSION_FILE_PATH: 'sessions/cut.session' },
    exit: 2,
    says: /cut\.session is damaged[\s\S]*Restore it from a backup[\s\S]*\(SESSION_DAMAGED\)/,
  },
  'no session': {
    lines: { USER_SESSION_FILE_PATH: 'sessions/none.session' },
    exit: 3,
    says: /no session in \S+none\.session[\s\S]*postaci login[\s\S]*\(LOGIN_REQUIRED\)/,
  },
  'a database that nobody serves': {
    lines: { DB_CONNECTION: 'postgresql://me:gizli@127.0.0.1:1/test' },
    exit: 5,
    says: /127\.0\.0\.1:1[\s\S]*DB_CONNECTION[\s\S]*\(DATABASE_UNREACHABLE\)/,
  },
  ...(postgresReachable && {
    'a database that the server does not have': {
      lines: { DB_CONNECTION: TEST_DATABASE_URL.replace(/\/[^/]*$/, '/no_such_database') },
      exit: 2,
      says: /no_such_database[\s\S]*\(DATABASE_DENIED\)/,
    },
  }),
  'a Redis URL that is none': {
    lines: { REDIS_URL: 'http://redis' },
    exit: 2,
    says: /REDIS_URL=?\S* \(trouble\.env:\d+\)[\s\S]*redis:\/\/[\s\S]*\(CONFIG_INVALID\)/,
  },
  'an unknown time zone': {
    lines: { TIMEZONE: 'Europe/Istambul' },
    exit: 2,
    says: /TIMEZONE=Europe\/Istambul \(trouble\.env:\d+\)[\s\S]*Europe\/Istanbul[\s\S]*\(CONFIG_INVALID\)/,
  },
};

describe('a start that cannot succeed', () => {
  beforeAll(() => {
    const whole = customer.read('sessions/customer1.session');
    customer.workspace.write({ 'sessions/cut.session': whole.slice(0, whole.length / 2) });
  });

  test.each(Object.entries(TROUBLES))(
    'with %s says what is wrong, and what to do',
    async (_name, { lines, exit, says }) => {
      customer.write('trouble.env', lines);
      const { code, stdout, stderr } = await customer.run(['run', '--env-file', 'trouble.env']);
      expect(stderr).toMatch(says);
      expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
      expect(stderr).not.toMatch(/gizli|\bbug\b|^ {4}at /m);
    },
  );

  test.each([
    [['rnu'], /no command "rnu"[\s\S]*Did you mean run\?[\s\S]*postaci --help[\s\S]*\(USAGE\)/],
    [['groups', 'chekc'], /unknown command 'chekc'[\s\S]*Did you mean check\?/],
    [['groups', 'check', '--fast'], /unknown option '--fast'[\s\S]*--help/],
    [['run', '--fast'], /unknown option '--fast'[\s\S]*--help/],
    [['demo', '--for', 'soon'], /--for <time>[\s\S]*30s/],
    [
      ['pause', 'everything'],
      /no service "everything"[\s\S]*Say one of: all, message[\s\S]*\(USAGE\)/,
    ],
    [['why', 'this'], /"this" is no message's number[\s\S]*\(USAGE\)/],
  ])('by the call %j says how it is called', async (args, says) => {
    const { code, stderr } = await customer.run(args);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });
});

// Node.js looks for `--env-file` in the whole command line, and is there before us.
describe('an env file that is not there', () => {
  test('is named', async () => {
    const { code, stderr } = await customer.start(['run', '--env-file', 'nowhere.env']).ended;
    expect(stderr).toContain('nowhere.env');
    expect([2, 9]).toContain(code);
  });
});

describePostgres('a start on PostgreSQL', () => {
  test('with a schema that a newer version made is refused, and leaves it as it is', async () => {
    const { DB_CONNECTION } = customer.postgres();
    customer.write('customer.env', { DB_CONNECTION });
    expect(await customer.run(['groups', 'check'])).toMatchObject({ code: 0 });
    const url = new URL(DB_CONNECTION);
    const schema = url.searchParams.get('schema') ?? '';
    url.searchParams.delete('schema');
    const database = await openDatabase({ kind: 'postgres', url: secret(url.href), schema });
    await database.query(
      `insert into ${database.schema}.migrations (number, name, checksum) values (999, 'of tomorrow', 'x')`,
    );
    await database.close();
    const { code, stderr } = await customer.run(['run']);
    expect(stderr).toMatch(/newer[\s\S]*\(SCHEMA_TOO_NEW\)/);
    expect(code).toBe(6);
  });

  test('with an unknown group reports it, and posts to the others', async () => {
    customer.write('customer.env', { ...customer.postgres(), GROUP_LINKS: 'grup1,yokboyle,grup2' });
    const before = customer.arrived().length;
    const daemon = await customer.startDaemon();
    await daemon.says('yokboyle');
    await untilTrue(() => {
      const peers = customer
        .arrived()
        .slice(before)
        .map(({ peer }) => peer);
      return new Set(peers).size === 2;
    });
    const { code, stdout } = await customer.run(['groups', 'check']);
    expect(code).toBe(8);
    expect(stdout).toMatch(
      /✓ grup1[\s\S]*✗ yokboyle\n +error: .*\n +→ Check the spelling[\s\S]*✓ grup2/,
    );
    daemon.signal('SIGTERM');
    expect(await daemon.ended).toMatchObject({ code: 0 });
  });

  test('without its Redis warns once, and runs', async () => {
    customer.write('customer.env', { ...customer.postgres(), REDIS_URL: 'redis://127.0.0.1:1/0' });
    const daemon = await customer.startDaemon();
    await daemon.says('REDIS_UNREACHABLE');
    await customer.posts(3);
    const doctor = await customer.run(['doctor']);
    expect(doctor).toMatchObject({
      code: 8,
      stdout: expect.stringMatching(/✗ Redis: .*127\.0\.0\.1:1/),
    });
    daemon.signal('SIGTERM');
    const { code, stderr } = await daemon.ended;
    expect(code).toBe(0);
    expect(stderr.split('REDIS_UNREACHABLE')).toHaveLength(2);
  });
});

describePostgres('a session that is ended from another device', () => {
  /** Each start after it is refused without a word to Telegram. */
  async function nextStartIsRefused(): Promise<void> {
    const id = sandbox.faults.add({ method: '*', effect: { kind: 'delay', ms: 0 } });
    const { code, stderr } = await customer.run(['run']);
    expect(stderr).toMatch(/session has ended[\s\S]*postaci login[\s\S]*\(LOGIN_REQUIRED\)/);
    expect(code).toBe(3);
    expect(sandbox.faults.list().find((fault) => fault.id === id)).toMatchObject({ struck: 0 });
    sandbox.faults.clear();
  }
  const logOutElsewhere = () => sandbox.endSessions(sandbox.ready.accounts[0]?.id ?? 0);

  beforeAll(() => customer.write('customer.env', customer.postgres()));

  test('while it posts, ends the daemon with the remedy; after a login it runs again', async () => {
    const daemon = await customer.startDaemon();
    logOutElsewhere();
    const { code, stderr } = await daemon.ended;
    expect(stderr).toMatch(
      /the account has stopped[\s\S]*postaci login[\s\S]*\(ACCOUNT_LOGGED_OUT\)/,
    );
    expect(code).toBe(3);
    await nextStartIsRefused();
    await customer.logIn();
    const next = await customer.startDaemon();
    await customer.posts();
    next.signal('SIGTERM');
    await next.ended;
  });

  test('while it has nothing to say, ends the daemon as soon as anything shows it', async () => {
    const daemon = await customer.startDaemon([], { environment: { BOT_ENABLED: 'false' } });
    logOutElsewhere();
    await customer.run(['groups', 'check']);
    expect(await daemon.ended).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ACCOUNT_LOGGED_OUT'),
    });
    await nextStartIsRefused();
    await customer.logIn();
  });

  test('while no daemon runs, shows at the next start, and only there', async () => {
    await customer.run(['groups', 'check']);
    logOutElsewhere();
    const { code, stderr } = await customer.run(['run']);
    expect(stderr).toContain('ACCOUNT_LOGGED_OUT');
    expect(code).toBe(3);
    await nextStartIsRefused();
  });
});
