import { describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import type { TestSession } from '../../../test/sandbox/test-session.js';

const settings = { _: 'codeSettings' };
const app = { api_id: 1, api_hash: 'hash', settings };

async function askCode(session: TestSession, phone_number: string): Promise<string> {
  const sent = await session.call('auth.sendCode', { ...app, phone_number });
  return String(sent.phone_code_hash);
}

describe('logging in', () => {
  const phone_number = '+999 662 0001';

  test('binds the key to the account, and log-out lets it go', async () => {
    const session = new TestBox().stranger();
    expect(await session.refused('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    const phone_code_hash = await askCode(session, phone_number);
    const fields = { phone_number, phone_code_hash, phone_code: '22222' };
    expect(await session.call('auth.signIn', fields)).toMatchObject({
      user: { first_name: 'Ada', self: true, phone: '9996620001' },
    });
    expect((await session.call('updates.getState'))._).toBe('updates.state');
    await session.call('auth.logOut');
    expect(await session.refused('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
  });

  test('tells the other sessions the code', async () => {
    const box = new TestBox();
    const other = box.session('ada_account');
    await askCode(box.stranger(), phone_number);
    expect(other.heard()).toMatchObject([
      { message: { message: expect.stringContaining('22222') } },
    ]);
  });

  test('refuses bad numbers, bad applications, and codes that are wrong, late or seen', async () => {
    const box = new TestBox();
    const session = box.stranger();
    const bad = { ...app, phone_number: 'ada' };
    expect(await session.refused('auth.sendCode', bad)).toBe('400 PHONE_NUMBER_INVALID');
    const noApp = { ...app, api_id: 0, phone_number };
    expect(await session.refused('auth.sendCode', noApp)).toBe('400 API_ID_INVALID');
    const phone_code_hash = await askCode(session, phone_number);
    const wrong = { phone_number, phone_code_hash, phone_code: '11111' };
    const right = { ...wrong, phone_code: '22222' };
    expect(await session.refused('auth.signIn', wrong)).toBe('400 PHONE_CODE_INVALID');
    await box.clock.run(START_MS + 301_000);
    expect(await session.refused('auth.signIn', right)).toBe('400 PHONE_CODE_EXPIRED');
    const fresh = { ...right, phone_code_hash: await askCode(session, phone_number) };
    const ada = box.session('ada_account');
    await ada.say(await ada.peer('fatma'), 'my code is 22222', 1n);
    expect(await session.refused('auth.signIn', fresh)).toBe('400 PHONE_CODE_EXPIRED');
  });

  test('three wrong codes end the login', async () => {
    const session = new TestBox().stranger();
    const phone_code_hash = await askCode(session, phone_number);
    const wrong = { phone_number, phone_code_hash, phone_code: '11111' };
    for (let at = 0; at < 3; at++) await session.refused('auth.signIn', wrong);
    const right = { ...wrong, phone_code: '22222' };
    expect(await session.refused('auth.signIn', right)).toBe('400 PHONE_CODE_EXPIRED');
  });

  test('sends the code by the next way, until there is none', async () => {
    const session = new TestBox().stranger();
    const fields = { phone_number, phone_code_hash: await askCode(session, phone_number) };
    expect(await session.call('auth.resendCode', fields)).toMatchObject({
      type: { _: 'auth.sentCodeTypeSms' },
      next_type: { _: 'auth.codeTypeCall' },
    });
    await session.call('auth.resendCode', fields);
    expect(await session.refused('auth.resendCode', fields)).toBe('406 SEND_CODE_UNAVAILABLE');
    expect(await session.ask('auth.cancelCode', fields)).toBe(true);
    expect(await session.refused('auth.resendCode', fields)).toBe('400 PHONE_CODE_EXPIRED');
  });

  test('asks for the second password, and tells a stranger nothing before it', async () => {
    const session = new TestBox().stranger();
    const phone = '+9996620002';
    const phone_code_hash = await askCode(session, phone);
    const fields = { phone_number: phone, phone_code_hash, phone_code: '22222' };
    expect(await session.refused('auth.signIn', fields)).toBe('401 SESSION_PASSWORD_NEEDED');
    expect(await session.refused('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(await session.call('account.getPassword')).toMatchObject({ has_password: true });
    const password = {
      _: 'inputCheckPasswordSRP',
      srp_id: 1n,
      A: Buffer.alloc(256, 1),
      M1: Buffer.alloc(32),
    };
    expect(await session.refused('auth.checkPassword', { password })).toBe('400 SRP_ID_INVALID');
  });

  test('a bot logs in with its token', async () => {
    const box = new TestBox();
    const session = box.stranger();
    const token = box.world.state.persons.get(
      box.world.state.byUsername('robo_bot') ?? 0,
    )?.botToken;
    const fields = { flags: 0, api_id: 1, api_hash: 'hash', bot_auth_token: token ?? '' };
    expect(await session.call('auth.importBotAuthorization', fields)).toMatchObject({
      user: { bot: true, username: 'robo_bot' },
    });
    const wrong = { ...fields, bot_auth_token: '1:x' };
    expect(await session.refused('auth.importBotAuthorization', wrong)).toBe(
      '400 ACCESS_TOKEN_INVALID',
    );
  });

  test('a login can be taken over to another key, once', async () => {
    const box = new TestBox();
    const ada = box.session('ada_account');
    const other = box.stranger();
    const { id = 0n, bytes = '' } = await ada.call('auth.exportAuthorization', { dc_id: 2 });
    const fields = { id, bytes };
    expect(await other.call('auth.importAuthorization', fields)).toMatchObject({
      user: { first_name: 'Ada' },
    });
    expect(await other.refused('auth.importAuthorization', fields)).toBe('400 AUTH_BYTES_INVALID');
  });

  test('an unknown method is refused as Telegram refuses it', async () => {
    const ada = new TestBox().session('ada_account');
    expect(await ada.refused('messages.getStickers')).toBe('400 INPUT_METHOD_INVALID');
  });
});
