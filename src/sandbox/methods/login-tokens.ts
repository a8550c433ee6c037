import { randomBytes } from 'node:crypto';
import { RpcError } from '../rpc.js';
import { tlAuthorization } from './account.js';
import { letIn } from './auth.js';
import { bytesField } from './fields.js';
import type { Methods, Services } from './method.js';

/** A token that nobody scans in time is worth nothing. */
const TOKEN_LIFE_MS = 30_000;

interface Token {
  /** Who asked for it. */
  readonly keyId: bigint;
  readonly expiresAtMs: number;
  /** Who lets the asker in. */
  acceptedBy?: number;
}

/**
 * auth.*: logging in by a token that another device of the account scans.
 * @see https://core.telegram.org/api/qr-login
 */
export function registerLoginTokens(methods: Methods, services: Services): void {
  const { world, wire } = services;
  const tokens = new Map<string, Token>();

  methods.onAnybody('auth.exportLoginToken', (_call, context) => {
    const mine = [...tokens].filter(([, { keyId }]) => keyId === context.key.id);
    const accepted = mine.find(([, { acceptedBy }]) => acceptedBy !== undefined);
    const person = world.state.persons.get(accepted?.[1].acceptedBy ?? 0);
    if (person) {
      const authorization = letIn(services, context, person);
      for (const [bytes] of mine) tokens.delete(bytes);
      return { _: 'auth.loginTokenSuccess', authorization };
    }
    for (const [bytes, { expiresAtMs }] of tokens) {
      if (expiresAtMs <= world.now()) tokens.delete(bytes);
    }
    const token = randomBytes(32);
    const expiresAtMs = world.now() + TOKEN_LIFE_MS;
    tokens.set(token.toString('hex'), { keyId: context.key.id, expiresAtMs });
    return { _: 'auth.loginToken', expires: Math.floor(expiresAtMs / 1_000), token };
  });

  methods.on('auth.acceptLoginToken', (call, { person }) => {
    const token = tokens.get(bytesField(call, 'token').toString('hex'));
    if (!token) throw new RpcError(400, 'AUTH_TOKEN_INVALIDX');
    if (token.acceptedBy !== undefined) throw new RpcError(400, 'AUTH_TOKEN_ALREADY_ACCEPTED');
    if (token.expiresAtMs <= world.now()) throw new RpcError(400, 'AUTH_TOKEN_EXPIRED');
    token.acceptedBy = person.id;
    wire.pushToKey(token.keyId, {
      _: 'updateShort',
      update: { _: 'updateLoginToken' },
      date: Math.floor(world.now() / 1_000),
    });
    return tlAuthorization(world.now(), token.keyId, false);
  });

  // Only for tokens of another data centre; this one has no others.
  methods.onAnybody('auth.importLoginToken', () => {
    throw new RpcError(400, 'AUTH_TOKEN_INVALIDX');
  });
}
