import { randomBytes } from 'node:crypto';
import { RpcError, type TlObject } from '../rpc.js';
import type { Methods, Services } from './method.js';
import { tlAlgorithm } from './srp.js';

/** account.*: the password, and what clients report of themselves. */
export function registerAccount(methods: Methods, services: Services): void {
  const { world, logins } = services;

  methods.onAnybody('account.getPassword', (_call, { key }) => {
    const person = logins.awaited(key.id) ?? world.state.persons.get(key.userId ?? 0);
    if (!person) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
    const verifier = logins.verifier(person);
    const fresh = { salt1: randomBytes(8), salt2: randomBytes(16) };
    const common = {
      _: 'account.password',
      new_algo: tlAlgorithm(fresh),
      new_secure_algo: {
        _: 'securePasswordKdfAlgoPBKDF2HMACSHA512iter100000',
        salt: randomBytes(8),
      },
      secure_random: randomBytes(256),
    };
    if (!verifier) return common;
    const asked = logins.challenge(person, verifier);
    return {
      ...common,
      has_password: true,
      current_algo: tlAlgorithm(verifier),
      srp_B: asked.publicBytes,
      srp_id: asked.id,
      hint: 'the one in the ready line',
    };
  });

  methods.on('account.updateStatus', () => true);
  methods.on('account.getNotifySettings', () => ({ _: 'peerNotifySettings' }));
  methods.on('account.registerDevice', () => true);
  methods.on('account.getAuthorizations', (_call, { person, context }) => ({
    _: 'account.authorizations',
    authorization_ttl_days: 180,
    authorizations: services.wire
      .keysOf(person.id)
      .map(({ id }) => tlAuthorization(world.now(), id, id === context.key.id)),
  }));
  methods.on('account.checkUsername', (call) => {
    return typeof call.username === 'string' && !world.state.byUsername(call.username);
  });
  methods.on('account.getPrivacy', () => ({
    _: 'account.privacyRules',
    rules: [{ _: 'privacyValueAllowAll' }],
    chats: [],
    users: [],
  }));
}

/** A logged-in key, as its account sees it among its devices. */
export function tlAuthorization(nowMs: number, keyId: bigint, current: boolean): TlObject {
  const date = Math.floor(nowMs / 1_000);
  return {
    _: 'authorization',
    ...(current ? { current: true } : {}),
    hash: current ? 0n : keyId,
    device_model: 'sandbox',
    platform: 'sandbox',
    system_version: '1',
    api_id: 1,
    app_name: 'sandbox',
    app_version: '1',
    date_created: date,
    date_active: date,
    ip: '127.0.0.1',
    country: 'TR',
    region: '',
  };
}
