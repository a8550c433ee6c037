import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StubWorld } from '../../../../test/mtproto/stub-world.js';
import { testServerKey } from '../../../../test/support/server-key.js';
import { silentLogger } from '../../../../test/support/silent-logger.js';
import { accountAt, IMPATIENT_LOGIN } from '../../../../test/support/telegram-account.js';
import type { Clock } from '../../../core/clock.js';
import type { CodeRequest, LoginPrompts } from '../../../core/login.js';
import { systemClock } from '../../../lib/system-clock.js';
import { MtprotoServer } from '../../../sandbox/mtproto/server.js';
import { RpcError } from '../../../sandbox/rpc.js';
import { login } from './login.js';

const serverKey = testServerKey();
const PHONE = '+905321234567';
const AUTHORIZATION = {
  _: 'auth.authorization',
  user: {
    _: 'user',
    self: true,
    id: 777n,
    access_hash: 1n,
    first_name: 'Ayşe',
    phone: '905321234567',
  },
};

describe('logging in', () => {
  let world: StubWorld;
  let server: MtprotoServer;
  let asked: CodeRequest[];
  let said: string[];
  let answers: string[];
  let codesSent: number;
  /** What `auth.signIn` answers, one after the other; a text is an error. */
  let signIns: (string | typeof AUTHORIZATION)[];
  let ahead: number;

  beforeEach(async () => {
    world = new StubWorld();
    [asked, said, answers, signIns] = [[], [], [], [AUTHORIZATION]];
    [codesSent, ahead] = [0, 0];
    // Easy factors: each test makes a key or two.
    const easy = { serverKey, clock: systemClock, easyFactors: true };
    server = new MtprotoServer({ invoke: world.invoke, ...easy });
    world.port = (await server.start({ host: '127.0.0.1', port: 0 })).port;
    const sentCode = async () => ({
      _: 'auth.sentCode',
      type: { _: 'auth.sentCodeTypeApp', length: 5 },
      phone_code_hash: `hash${++codesSent}`,
      next_type: { _: 'auth.codeTypeSms' },
      timeout: 60,
    });
    world.answers.set('auth.sendCode', sentCode);
    world.answers.set('auth.resendCode', sentCode);
    world.answers.set('auth.signIn', async () => {
      const next = signIns.shift() ?? 'PHONE_CODE_INVALID';
      if (typeof next === 'string') throw new RpcError(400, next);
      return next;
    });
  });
  afterEach(() => server.stop());

  const clock: Clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const prompts: LoginPrompts = {
    phone: async () => PHONE,
    code: async (request) => {
      asked.push(request);
      return answers.shift() ?? '12345';
    },
    password: async () => 'secret',
    notify: (text) => said.push(text),
  };

  function start(phone?: string, signal = new AbortController().signal) {
    const { port } = world;
    const own = { host: '127.0.0.1', port, dcId: 2, publicKeyPem: serverKey.publicPem };
    const account = accountAt(own, phone);
    return login({
      account,
      prompts,
      signal,
      clock,
      logger: silentLogger,
      timings: IMPATIENT_LOGIN,
    });
  }

  const calls = (method: string) =>
    world.journal.filter(({ call }) => call._ === method).map(({ call }) => call);

  test('asks for the code and gives the session with its user, the phone masked', async () => {
    const { session, self } = await start();
    expect(asked).toEqual([
      { sentTo: 'app', length: 5, canResend: false, nextType: 'sms', timeoutSeconds: 60 },
    ]);
    expect(session).toMatchObject({ dcId: 2, host: '127.0.0.1', port: world.port, userId: 777 });
    expect(session.authKey).toHaveLength(256);
    expect(self).toEqual({ id: 777, firstName: 'Ayşe', phone: '+90…67' });
    expect(calls('auth.signIn')).toMatchObject([
      { phone_number: PHONE, phone_code_hash: 'hash1', phone_code: '12345' },
    ]);
  });

  test('takes the phone number from the configuration when it is there', async () => {
    await start('+4915112345678');
    expect(calls('auth.sendCode')).toMatchObject([{ phone_number: '+4915112345678' }]);
  });

  test('a wrong code is asked for again, with the same code request; spaces do not count', async () => {
    signIns = ['PHONE_CODE_INVALID', AUTHORIZATION];
    answers = ['11111', ' 12-34 5 '];
    await start();
    expect(asked.map(({ problem }) => problem)).toEqual([undefined, expect.stringMatching(/not/)]);
    expect(codesSent).toBe(1);
    expect(calls('auth.signIn')).toMatchObject([{ phone_code: '11111' }, { phone_code: '12345' }]);
  });

  test('wrong codes without end are given up', async () => {
    signIns = [];
    await expect(start()).rejects.toMatchObject({ code: 'LOGIN_FAILED' });
    expect(calls('auth.signIn')).toHaveLength(5);
  });

  test('an expired code brings a new one, and says so', async () => {
    signIns = ['PHONE_CODE_EXPIRED', AUTHORIZATION];
    await start();
    expect(codesSent).toBe(2);
    expect(said).toEqual([expect.stringContaining('expired')]);
    expect(calls('auth.signIn')).toMatchObject([
      { phone_code_hash: 'hash1' },
      { phone_code_hash: 'hash2' },
    ]);
  });

  test('another way for the code is asked for only once its time has come', async () => {
    answers = ['resend'];
    await start();
    expect(calls('auth.resendCode')).toEqual([]);
    expect(said).toEqual([expect.stringContaining('60 s')]);
  });

  test('and then brings a code with a hash of its own', async () => {
    const code = prompts.code;
    prompts.code = async (request) => {
      ahead += 61_000;
      return code(request);
    };
    answers = ['resend'];
    try {
      await start();
    } finally {
      prompts.code = code;
    }
    expect(calls('auth.resendCode')).toMatchObject([{ phone_code_hash: 'hash1' }]);
    expect(calls('auth.signIn')).toMatchObject([{ phone_code_hash: 'hash2' }]);
  });

  test('a phone number without an account is never signed up', async () => {
    world.answers.set('auth.signIn', async () => ({ _: 'auth.authorizationSignUpRequired' }));
    await expect(start()).rejects.toMatchObject({
      code: 'LOGIN_FAILED',
      remedy: expect.stringContaining('never signs anybody up'),
    });
    expect(calls('auth.signUp')).toEqual([]);
  });

  test.each([
    ['PHONE_NUMBER_INVALID', 'LOGIN_FAILED', /country code/],
    ['PHONE_NUMBER_BANNED', 'ACCOUNT_BANNED', /recover@telegram.org/],
    ['PHONE_NUMBER_UNOCCUPIED', 'LOGIN_FAILED', /Telegram app/],
    ['API_ID_INVALID', 'LOGIN_FAILED', /my.telegram.org/],
    ['SOMETHING_NEW', 'LOGIN_FAILED', /again/],
  ])('%s ends the login as %s and says what to do', async (text, code, remedy) => {
    world.answers.set('auth.sendCode', async () => {
      throw new RpcError(400, text);
    });
    await expect(start()).rejects.toMatchObject({ code, remedy: expect.stringMatching(remedy) });
  });

  test('a flood wait is told with its end', async () => {
    world.answers.set('auth.sendCode', async () => {
      throw new RpcError(420, 'FLOOD_WAIT_3600');
    });
    const before = Date.now();
    const error = await start().catch((reason) => reason);
    expect(error).toMatchObject({ code: 'LOGIN_FAILED' });
    const end = Date.parse(/after (\S+)/.exec(error.remedy)?.[1] ?? '');
    expect(end).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(end).toBeLessThan(Date.now() + 3_601_000);
  });

  test('moves to the data centre that the account lives in, with a key made there', async () => {
    let moved = false;
    const sendCode = world.answers.get('auth.sendCode');
    world.answers.set('auth.sendCode', async (call, context) => {
      if (moved) return sendCode?.(call, context) ?? null;
      moved = true;
      throw new RpcError(303, 'PHONE_MIGRATE_4');
    });
    const { session } = await start();
    expect(session.dcId).toBe(4);
    const keys = keysOf(world, 'auth.sendCode');
    expect(new Set(keys).size).toBe(2);
  });

  test('a line that breaks while the person looks for the code is opened again', async () => {
    const code = prompts.code;
    prompts.code = async (request) => {
      server.cut();
      return code(request);
    };
    try {
      const { session } = await start();
      expect(session.userId).toBe(777);
    } finally {
      prompts.code = code;
    }
    expect(new Set(keysOf(world, 'auth.signIn')).size).toBe(1);
  });

  test('can be called off while it waits for the person', async () => {
    const controller = new AbortController();
    const reason = new Error('called off');
    const code = prompts.code;
    prompts.code = async () => {
      controller.abort(reason);
      throw reason;
    };
    await expect(start(undefined, controller.signal)).rejects.toBe(reason);
    prompts.code = code;
  });
});

/** The keys that a method was called with. */
function keysOf(world: StubWorld, method: string): bigint[] {
  return world.journal.filter(({ call }) => call._ === method).map(({ context }) => context.key.id);
}
