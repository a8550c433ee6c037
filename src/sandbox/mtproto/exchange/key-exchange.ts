/**
 * The server's side of the authorization key exchange. States of one connection:
 *
 *   idle ──req_pq(_multi)──▶ asked ──req_DH_params──▶ offered ──set_client_DH_params──▶ idle
 *                                                        ▲                │
 *                                                        └── dh_gen_retry ┘
 *
 * `req_pq` begins anew in every state; anything else out of turn breaks the protocol.
 * @see https://core.telegram.org/mtproto/auth_key
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';
import type { TlObject } from '../../rpc.js';
import type { Codec } from '../codec/codec.js';
import { bytesOf, intOf, longOf } from '../codec/fields.js';
import { sha1 } from '../crypto/hash.js';
import { decryptIge, encryptIge } from '../crypto/ige.js';
import type { ServerKey } from '../crypto/server-key.js';
import { type DhSecret, dhGenerator, dhPrime, drawDhSecret, sharedKey } from './dh-group.js';
import { drawPrimePair, type PrimePair } from './prime-pair.js';
import { openInnerData } from './rsa-padding.js';

/** A key that both sides know now. */
export interface ExchangedKey {
  /** The lower 64 bits of the key's SHA-1, signed. */
  readonly id: bigint;
  readonly key: Buffer;
  /** The salt that the client derives on its own and begins with. */
  readonly firstSalt: bigint;
  /** Seconds a temporary key lives; absent for a permanent one. */
  readonly expiresInSeconds?: number;
}

/** What goes back, and the key when the exchange is complete. */
export interface ExchangeStep {
  readonly reply: TlObject;
  readonly created?: ExchangedKey;
}

/** The client broke the protocol: the server answers a transport error. */
export class ExchangeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExchangeError';
  }
}

interface Asked {
  readonly nonce: Buffer;
  readonly serverNonce: Buffer;
  readonly primes: PrimePair;
}

interface Offered extends Asked {
  readonly newNonce: Buffer;
  readonly secret: DhSecret;
  readonly aes: { readonly key: Buffer; readonly iv: Buffer };
  readonly expiresInSeconds?: number;
}

export interface KeyExchangeOptions {
  readonly codec: Codec;
  readonly serverKey: ServerKey;
  readonly clock: Clock;
  /** True when a key of this id exists already: the client is asked to draw again. */
  readonly isTaken: (keyId: bigint) => boolean;
  /** True for a pq that is factored at once. @default as hard as Telegram's */
  readonly easyFactors?: boolean;
}

/** One connection's exchange. */
export class KeyExchange {
  readonly #options: KeyExchangeOptions;
  #asked: Asked | undefined;
  #offered: Offered | undefined;

  constructor(options: KeyExchangeOptions) {
    this.#options = options;
  }

  /** @throws ExchangeError when the request is out of turn or does not verify. */
  answer(request: TlObject): ExchangeStep {
    switch (request._) {
      case 'req_pq':
      case 'req_pq_multi':
        return this.#ask(request);
      case 'req_DH_params':
        return this.#offer(request);
      case 'set_client_DH_params':
        return this.#complete(request);
      default:
        throw new ExchangeError(`${request._} came without encryption`);
    }
  }

  #ask(request: TlObject): ExchangeStep {
    const asked = {
      nonce: bytesOf(request, 'nonce'),
      serverNonce: randomBytes(16),
      primes: drawPrimePair(this.#options.easyFactors ?? false),
    };
    this.#asked = asked;
    this.#offered = undefined;
    return {
      reply: {
        _: 'resPQ',
        nonce: asked.nonce,
        server_nonce: asked.serverNonce,
        pq: asked.primes.pq,
        server_public_key_fingerprints: [this.#options.serverKey.fingerprint],
      },
    };
  }

  #offer(request: TlObject): ExchangeStep {
    const asked = this.#asked;
    if (!asked) throw new ExchangeError('req_DH_params came before req_pq');
    sameNonces(request, asked);
    const { p, q } = asked.primes;
    if (!bytesOf(request, 'p').equals(p) || !bytesOf(request, 'q').equals(q)) {
      throw new ExchangeError('p and q are no factors of pq');
    }
    if (longOf(request, 'public_key_fingerprint') !== this.#options.serverKey.fingerprint) {
      throw new ExchangeError('the client encrypted for another key');
    }
    const inner = this.#openInner(bytesOf(request, 'encrypted_data'));
    sameNonces(inner, asked);
    const newNonce = bytesOf(inner, 'new_nonce');
    const secret = drawDhSecret();
    const aes = temporaryAes(newNonce, asked.serverNonce);
    const expiry = inner._.startsWith('p_q_inner_data_temp')
      ? { expiresInSeconds: intOf(inner, 'expires_in') }
      : {};
    this.#asked = undefined;
    this.#offered = { ...asked, newNonce, secret, aes, ...expiry };
    const answer = this.#options.codec.encode({
      _: 'server_DH_inner_data',
      nonce: asked.nonce,
      server_nonce: asked.serverNonce,
      g: dhGenerator,
      dh_prime: dhPrime,
      g_a: secret.publicBytes,
      server_time: Math.floor(this.#options.clock.now() / 1000),
    });
    return {
      reply: {
        _: 'server_DH_params_ok',
        nonce: asked.nonce,
        server_nonce: asked.serverNonce,
        encrypted_answer: encryptIge(withHash(answer), aes.key, aes.iv),
      },
    };
  }

  #openInner(encrypted: Buffer): TlObject {
    try {
      return openInnerData(encrypted, this.#options.serverKey, this.#options.codec);
    } catch (error) {
      throw new ExchangeError(`encrypted_data does not open: ${String(error)}`);
    }
  }

  #complete(request: TlObject): ExchangeStep {
    const offered = this.#offered;
    if (!offered) throw new ExchangeError('set_client_DH_params came before req_DH_params');
    sameNonces(request, offered);
    const inner = this.#openClientInner(bytesOf(request, 'encrypted_data'), offered);
    sameNonces(inner, offered);
    const key = sharedKey(offered.secret, bytesOf(inner, 'g_b'));
    if (!key) return this.#end(offered, 'dh_gen_fail', Buffer.alloc(8));
    const digest = sha1(key);
    const id = digest.readBigInt64LE(12);
    const auxHash = digest.subarray(0, 8);
    if (this.#options.isTaken(id)) return answerOf(offered, 'dh_gen_retry', auxHash);
    const firstSalt = offered.newNonce.readBigInt64LE(0) ^ offered.serverNonce.readBigInt64LE(0);
    const { expiresInSeconds } = offered;
    const step = this.#end(offered, 'dh_gen_ok', auxHash);
    return {
      ...step,
      created: {
        id,
        key,
        firstSalt,
        ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
      },
    };
  }

  #openClientInner(encrypted: Buffer, { aes }: Offered): TlObject {
    if (encrypted.length === 0 || encrypted.length % 16 !== 0) {
      throw new ExchangeError('encrypted_data is not made of whole blocks');
    }
    const plain = decryptIge(encrypted, aes.key, aes.iv);
    const { codec } = this.#options;
    const inner = codec.decode(plain.subarray(20));
    const used = codec.encode(inner).length;
    if (!sha1(plain.subarray(20, 20 + used)).equals(plain.subarray(0, 20))) {
      throw new ExchangeError('the hash of client_DH_inner_data is wrong');
    }
    return inner;
  }

  #end(offered: Offered, name: keyof typeof outcomes, auxHash: Buffer): ExchangeStep {
    this.#offered = undefined;
    return answerOf(offered, name, auxHash);
  }
}

/** The outcomes of the last step, each with the number its hash is made with. */
const outcomes = { dh_gen_ok: 1, dh_gen_retry: 2, dh_gen_fail: 3 } as const;

function answerOf(offered: Offered, name: keyof typeof outcomes, auxHash: Buffer): ExchangeStep {
  const number = outcomes[name];
  const hash = sha1(offered.newNonce, Buffer.of(number), auxHash).subarray(4, 20);
  return {
    reply: {
      _: name,
      nonce: offered.nonce,
      server_nonce: offered.serverNonce,
      [`new_nonce_hash${number}`]: hash,
    },
  };
}

function sameNonces(object: TlObject, asked: Asked): void {
  if (
    !bytesOf(object, 'nonce').equals(asked.nonce) ||
    !bytesOf(object, 'server_nonce').equals(asked.serverNonce)
  ) {
    throw new ExchangeError(`the nonces of ${object._} are not this exchange's`);
  }
}

function withHash(data: Buffer): Buffer {
  const padding = -(20 + data.length) & 15;
  return Buffer.concat([sha1(data), data, randomBytes(padding)]);
}

function temporaryAes(newNonce: Buffer, serverNonce: Buffer): { key: Buffer; iv: Buffer } {
  const a = sha1(newNonce, serverNonce);
  const b = sha1(serverNonce, newNonce);
  const c = sha1(newNonce, newNonce);
  return {
    key: Buffer.concat([a, b.subarray(0, 12)]),
    iv: Buffer.concat([b.subarray(12, 20), c, newNonce.subarray(0, 4)]),
  };
}
