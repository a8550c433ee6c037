import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { Codec } from '../../src/sandbox/mtproto/codec/codec.js';
import { bytesOf, longsOf } from '../../src/sandbox/mtproto/codec/fields.js';
import { toBigInt, toBytes } from '../../src/sandbox/mtproto/crypto/big-integer.js';
import { sha1, sha256 } from '../../src/sandbox/mtproto/crypto/hash.js';
import { decryptIge, encryptIge } from '../../src/sandbox/mtproto/crypto/ige.js';
import { drawDhSecret, sharedKey } from '../../src/sandbox/mtproto/exchange/dh-group.js';
import type { TlObject } from '../../src/sandbox/rpc.js';
import { factorsOf } from './factors.js';

/** Who exchanges keys: a raw client, or a test that plays one. */
interface Exchanging {
  readonly codec: Codec;
  key: { readonly id: bigint; readonly key: Buffer };
  salt: bigint;
  askPlainly(request: TlObject): Promise<TlObject>;
}

/** The outcomes with which a client may go on, each with the number its hash is made with. */
const OUTCOMES: ReadonlyMap<string, number> = new Map([
  ['dh_gen_ok', 1],
  ['dh_gen_retry', 2],
]);

/** How the client wraps its secrets for the server's RSA key. */
export type RsaPadding = 'rsa-pad' | 'sha1';

function rsa(block: Buffer, publicPem: string): Buffer {
  return publicEncrypt(
    { key: createPublicKey(publicPem), padding: constants.RSA_NO_PADDING },
    block,
  );
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

function encryptInner(inner: Buffer, publicPem: string, padding: RsaPadding): Buffer {
  if (padding === 'sha1') {
    const filler = randomBytes(235 - inner.length);
    return rsa(Buffer.concat([Buffer.alloc(1), sha1(inner), inner, filler]), publicPem);
  }
  const data = Buffer.concat([inner, randomBytes(192 - inner.length)]);
  for (;;) {
    const key = randomBytes(32);
    const hashed = Buffer.concat([Buffer.from(data).reverse(), sha256(key, data)]);
    const encrypted = encryptIge(hashed, key, Buffer.alloc(32));
    const block = Buffer.concat([xor(key, sha256(encrypted)), encrypted]);
    // The block must be less than the modulus; a clear top bit makes sure of it.
    if (block.readUInt8(0) < 0x80) return rsa(block, publicPem);
  }
}

/**
 * Plays the client's side of the key exchange; gives the client its key and first salt.
 * @returns how often the server asked for another key.
 */
export async function exchangeKeys(
  client: Exchanging,
  publicPem: string,
  {
    padding = 'rsa-pad',
    innerName = 'p_q_inner_data_dc',
  }: {
    padding?: RsaPadding;
    innerName?: string;
  } = {},
): Promise<number> {
  const { codec } = client;
  const nonce = randomBytes(16);
  const asked = await client.askPlainly({ _: 'req_pq_multi', nonce });
  const serverNonce = bytesOf(asked, 'server_nonce');
  const newNonce = randomBytes(32);
  const nonces = { nonce, server_nonce: serverNonce };
  const [smaller, larger] = factorsOf(toBigInt(bytesOf(asked, 'pq')));
  const factors = { p: toBytes(smaller), q: toBytes(larger) };
  const inner = codec.encode({
    _: innerName,
    ...nonces,
    new_nonce: newNonce,
    pq: bytesOf(asked, 'pq'),
    ...factors,
    dc: 2,
    expires_in: 3600,
  });
  const offer = await client.askPlainly({
    _: 'req_DH_params',
    ...nonces,
    ...factors,
    public_key_fingerprint: longsOf(asked, 'server_public_key_fingerprints')[0] ?? 0n,
    encrypted_data: encryptInner(inner, publicPem, padding),
  });
  const a = sha1(newNonce, serverNonce);
  const b = sha1(serverNonce, newNonce);
  const aesKey = Buffer.concat([a, b.subarray(0, 12)]);
  const aesIv = Buffer.concat([b.subarray(12), sha1(newNonce, newNonce), newNonce.subarray(0, 4)]);
  const opened = decryptIge(bytesOf(offer, 'encrypted_answer'), aesKey, aesIv);
  const params = codec.decode(opened.subarray(20));
  let retryId = 0n;
  for (let retries = 0; ; retries++) {
    const secret = drawDhSecret();
    const answer = codec.encode({
      _: 'client_DH_inner_data',
      ...nonces,
      retry_id: retryId,
      g_b: secret.publicBytes,
    });
    const filler = randomBytes(-(20 + answer.length) & 15);
    const sealed = encryptIge(Buffer.concat([sha1(answer), answer, filler]), aesKey, aesIv);
    const done: TlObject = await client.askPlainly({
      _: 'set_client_DH_params',
      ...nonces,
      encrypted_data: sealed,
    });
    const key = sharedKey(secret, bytesOf(params, 'g_a'));
    const number = OUTCOMES.get(done._);
    if (!key || !number) throw new Error(`the exchange ended in ${done._}`);
    const auxiliary = sha1(key).subarray(0, 8);
    const hash = sha1(newNonce, Buffer.of(number), auxiliary).subarray(4);
    if (!bytesOf(done, `new_nonce_hash${number}`).equals(hash)) {
      throw new Error(`the hash of ${done._} is wrong`);
    }
    if (done._ === 'dh_gen_ok') {
      client.key = { id: sha1(key).readBigInt64LE(12), key };
      client.salt = newNonce.readBigInt64LE(0) ^ serverNonce.readBigInt64LE(0);
      return retries;
    }
    retryId = auxiliary.readBigInt64LE(0);
  }
}
