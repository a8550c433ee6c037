import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { object, type TestSession } from '../../../test/sandbox/test-session.js';
import type { TlValue } from '../rpc.js';

const app = { api_id: 1, api_hash: 'hash', except_ids: [] };

describe('logging in by a token', () => {
  let box: TestBox;
  let asker: TestSession;

  beforeEach(() => {
    box = new TestBox();
    asker = box.stranger();
  });

  const exported = () => asker.call('auth.exportLoginToken', app);

  async function freshToken(): Promise<TlValue> {
    const { token = '' } = await exported();
    return token;
  }

  test('another device of the account lets the asker in, who hears of it', async () => {
    const { token = '', expires } = await exported();
    expect(expires).toBe(START_MS / 1_000 + 30);
    const ada = box.session('ada_account');
    const accepted = await ada.call('auth.acceptLoginToken', { token });
    expect(accepted).toMatchObject({ _: 'authorization', hash: asker.key.id });
    expect(box.wire.pushedToKeys).toMatchObject([
      { keyId: asker.key.id, updates: { update: { _: 'updateLoginToken' } } },
    ]);
    const success = await exported();
    expect(success._).toBe('auth.loginTokenSuccess');
    expect(object(success, 'authorization')).toMatchObject({ user: { first_name: 'Ada' } });
    expect((await asker.call('updates.getState'))._).toBe('updates.state');
  });

  test('nobody gets in by asking again', async () => {
    const token = await freshToken();
    const again = await exported();
    expect(again._).toBe('auth.loginToken');
    expect(again.token).not.toEqual(token);
    expect(await asker.refused('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
  });

  test('a token is no good after 30 s, twice, made up, or before a login', async () => {
    const ada = box.session('ada_account');
    const token = await freshToken();
    expect(await asker.refused('auth.acceptLoginToken', { token })).toMatch(/^401/);
    await box.clock.run(START_MS + 30_000);
    expect(await ada.refused('auth.acceptLoginToken', { token })).toBe('400 AUTH_TOKEN_EXPIRED');
    const fresh = await freshToken();
    await ada.call('auth.acceptLoginToken', { token: fresh });
    expect(await ada.refused('auth.acceptLoginToken', { token: fresh })).toBe(
      '400 AUTH_TOKEN_ALREADY_ACCEPTED',
    );
    const madeUp = { token: Buffer.alloc(32) };
    expect(await ada.refused('auth.acceptLoginToken', madeUp)).toBe('400 AUTH_TOKEN_INVALIDX');
    expect(await asker.refused('auth.importLoginToken', madeUp)).toBe('400 AUTH_TOKEN_INVALIDX');
  });

  test('the second password is asked for, however often the token is', async () => {
    const token = await freshToken();
    await box.session('bora_account').call('auth.acceptLoginToken', { token });
    for (let time = 0; time < 2; time++) {
      expect(await asker.refused('auth.exportLoginToken', app)).toBe('401 SESSION_PASSWORD_NEEDED');
    }
    expect((await asker.call('account.getPassword')).has_password).toBe(true);
    expect(await asker.refused('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
  });
});
