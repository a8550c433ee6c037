import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Api, type TelegramClient } from 'telegram';
import { connectGramjs } from '../../../../test/clients/gramjs.js';
import { StubWorld } from '../../../../test/mtproto/stub-world.js';
import { type SandboxAccount, sandboxLogin } from '../../../../test/support/sandbox-account.js';
import { testServerKey } from '../../../../test/support/server-key.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { accountAt, IMPATIENT_LOGIN } from '../../../../test/support/telegram-account.js';
import type { Clock } from '../../../core/clock.js';
import type { QrLoginPrompts } from '../../../core/login.js';
import { systemClock } from '../../../lib/system-clock.js';
import { MtprotoServer } from '../../../sandbox/mtproto/server.js';
import { RpcError } from '../../../sandbox/rpc.js';
import { sessionString } from '../session/session-string.js';
import { loginByQr } from './login-by-qr.js';

const never = new AbortController().signal;

/** What the code says, as the device reads it that scans it. */
function tokenIn(url: string): Buffer {
  const token = new URL(url).searchParams.get('token') ?? '';
  expect(url).toBe(`tg://login?token=${Buffer.from(token, 'base64url').toString('base64url')}`);
  return Buffer.from(token, 'base64url');
}

describe.each([
  ['Deniz', undefined],
  ['Umut', 'çok gizli'],
] as const)('a code that another device of %s scans', (firstName, password) => {
  let account: SandboxAccount;
  let device: TelegramClient;
  let keysBefore: number;

  beforeAll(async () => {
    account = await sandboxLogin(firstName);
    const session = sessionString(account.session);
    device = await connectGramjs({ ...account.sandbox.ready.mtproto, session });
  });
  beforeEach(() => {
    keysBefore = keyCount();
  });
  afterAll(async () => {
    await device.destroy();
    await account.dispose();
  });

  const keyCount = () => account.sandbox.wire.keysOf(account.selfId).length;

  const scan = (url: string) =>
    device.invoke(new Api.auth.AcceptLoginToken({ token: tokenIn(url) }));

  function start(showQr: QrLoginPrompts['showQr'], phone?: string) {
    return loginByQr({
      account: accountAt(account.sandbox.ready.mtproto, phone),
      prompts: { showQr, password: async () => password ?? '' },
      clock: systemClock,
      logger: silentLogger,
      signal: never,
    });
  }

  test(`logs in ${password ? 'with the password' : 'at once'}, with a key of its own`, async () => {
    const shown: number[] = [];
    const began = Date.now();
    const scans: Promise<unknown>[] = [];
    const { self, session } = await start(async (url, expiresAt) => {
      shown.push(expiresAt - Date.now());
      scans.push(scan(url));
    });
    await Promise.all(scans);
    expect(self).toMatchObject({ id: account.selfId, firstName });
    expect(session).toMatchObject({ userId: account.selfId, dcId: 2 });
    expect(session.authKey).not.toEqual(account.session.authKey);
    expect(keyCount()).toBe(keysBefore + 1);
    // Told by the update: nobody waited for the token to expire.
    expect(shown).toHaveLength(1);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(shown[0]).toBeGreaterThan(25_000);
    expect(shown[0]).toBeLessThanOrEqual(31_000);
  });

  test('is refused when another phone number is configured, and that login is undone', async () => {
    const login = start(async (url) => void scan(url), '+9996620009');
    await expect(login).rejects.toMatchObject({
      code: 'LOGIN_FAILED',
      problem: expect.stringContaining('another account'),
    });
    expect(keyCount()).toBe(keysBefore);
  });
});

describe('a code that nobody scans at once', () => {
  const serverKey = testServerKey();
  const authorization = {
    _: 'auth.authorization',
    user: { _: 'user', self: true, id: 777n, access_hash: 1n, first_name: 'Ayşe' },
  };
  let world: StubWorld;
  let server: MtprotoServer;
  let shown: string[];
  let exported: number;
  /** How far time was moved on beside its own pace. */
  let ahead: number;
  let jumps: boolean;
  let onShown: (expiresAt: number) => void;

  beforeEach(async () => {
    world = new StubWorld();
    [shown, exported, ahead, jumps] = [[], 0, 0, true];
    onShown = () => undefined;
    // Easy factors: each test makes a key or two.
    const easy = { serverKey, clock: systemClock, easyFactors: true };
    server = new MtprotoServer({ invoke: world.invoke, ...easy });
    world.port = (await server.start({ host: '127.0.0.1', port: 0 })).port;
    world.answers.set('auth.exportLoginToken', async () => token());
  });
  afterEach(() => server.stop());

  const token = (number = ++exported) => ({
    _: 'auth.loginToken',
    token: Buffer.from(`token ${number}`),
    expires: Math.ceil(Date.now() / 1_000) + 30,
  });
  const success = { _: 'auth.loginTokenSuccess', authorization };

  /** Sleeps of seconds are jumped over; the deadlines of calls are not reached. */
  const clock: Clock = {
    now: () => systemClock.now() + ahead,
    async sleepUntil(atMs, signal) {
      if (asleep(atMs)) {
        signal?.throwIfAborted();
        ahead = atMs - systemClock.now();
        return;
      }
      await systemClock.sleepUntil(atMs - ahead, signal);
    },
  };
  const asleep = (atMs: number) =>
    jumps && atMs - clock.now() > IMPATIENT_LOGIN.openDeadlineMs + 1_000;

  function start(signal = never) {
    const dataCentre = { host: '127.0.0.1', port: world.port, dcId: 2 };
    return loginByQr({
      account: accountAt({ ...dataCentre, publicKeyPem: serverKey.publicPem }),
      prompts: {
        showQr: async (url, expiresAt) => {
          shown.push(tokenIn(url).toString());
          onShown(expiresAt);
        },
        password: async () => 'secret',
      },
      clock,
      logger: silentLogger,
      signal,
      timings: IMPATIENT_LOGIN,
    });
  }

  test('gives way to the next one before it expires', async () => {
    world.answers.set('auth.exportLoginToken', async () => (exported < 3 ? token() : success));
    const ends: number[] = [];
    onShown = (expiresAt) => {
      expect(clock.now()).toBeLessThan(ends.at(-1) ?? expiresAt);
      ends.push(expiresAt);
    };
    const { self } = await start();
    expect(shown).toEqual(['token 1', 'token 2', 'token 3']);
    expect(self).toMatchObject({ id: 777, firstName: 'Ayşe' });
  });

  test('is given up after ten minutes', async () => {
    await expect(start()).rejects.toMatchObject({
      code: 'LOGIN_FAILED',
      remedy: expect.stringContaining('postaci login --qr'),
    });
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.length).toBeLessThan(30);
  });

  test('is asked about anew when the line breaks, with the same key', async () => {
    world.answers.set('auth.exportLoginToken', async () => (exported < 1 ? token() : success));
    jumps = false;
    onShown = () => server.cut();
    await start();
    expect(shown).toEqual(['token 1']);
    expect(keysOf('auth.exportLoginToken').size).toBe(1);
  });

  test('leads to the data centre that the account lives in, with a key made there', async () => {
    const migrate = { _: 'auth.loginTokenMigrateTo', dc_id: 4, token: Buffer.from('elsewhere') };
    world.answers.set('auth.exportLoginToken', async () => migrate);
    world.answers.set('auth.importLoginToken', async () => success);
    const { session } = await start();
    expect(session.dcId).toBe(4);
    expect(calls('auth.importLoginToken')).toMatchObject([{ token: migrate.token }]);
    const [first] = keysOf('auth.exportLoginToken');
    expect(keysOf('auth.importLoginToken')).not.toContain(first);
  });

  test('needs the password in that data centre where the account has one', async () => {
    const migrate = { _: 'auth.loginTokenMigrateTo', dc_id: 4, token: Buffer.from('elsewhere') };
    world.answers.set('auth.exportLoginToken', async () => migrate);
    world.answers.set('auth.importLoginToken', async () => {
      throw new RpcError(401, 'SESSION_PASSWORD_NEEDED');
    });
    world.answers.set('account.getPassword', async () => {
      throw new RpcError(400, 'STOP_HERE');
    });
    await expect(start()).rejects.toMatchObject({ problem: expect.stringContaining('STOP_HERE') });
    expect(keysOf('account.getPassword')).toEqual(keysOf('auth.importLoginToken'));
  });

  test('can be called off', async () => {
    const controller = new AbortController();
    const reason = new Error('called off');
    onShown = () => controller.abort(reason);
    await expect(start(controller.signal)).rejects.toBe(reason);
    expect(shown).toHaveLength(1);
  });

  const of = (method: string) => world.journal.filter(({ call }) => call._ === method);
  const calls = (method: string) => of(method).map(({ call }) => call);
  const keysOf = (method: string) => new Set(of(method).map(({ context }) => context.key.id));
});
