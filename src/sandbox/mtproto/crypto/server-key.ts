import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto';
import { ByteWriter } from '../codec/byte-writer.js';
import { sha1 } from './hash.js';

/** The server's RSA key: clients know its public half and name it by its fingerprint. */
export interface ServerKey {
  /** Signed 64 bits, as it travels in `resPQ`. */
  readonly fingerprint: bigint;
  /** `-----BEGIN RSA PUBLIC KEY-----`: PKCS#1, the form that clients take. */
  readonly publicPem: string;
  /** `-----BEGIN RSA PRIVATE KEY-----`, to be loaded again by {@link loadServerKey}. */
  readonly privatePem: string;
  /** RSA without padding. @param encrypted at most 256 bytes. @returns 256 bytes. */
  decrypt(encrypted: Buffer): Buffer;
}

/**
 * The name of a public key, signed: the lower 64 bits of the SHA-1 of the bare TL type
 * `rsa_public_key n:string e:string`.
 */
export function fingerprintOf(publicPem: string): bigint {
  const { n = '', e = '' } = createPublicKey(publicPem).export({ format: 'jwk' });
  const writer = new ByteWriter();
  writer.bytes(Buffer.from(n, 'base64url'));
  writer.bytes(Buffer.from(e, 'base64url'));
  return sha1(writer.result()).readBigInt64LE(12);
}

function serverKey(privateKey: KeyObject): ServerKey {
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return {
    fingerprint: fingerprintOf(publicPem),
    publicPem,
    privatePem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    decrypt: (encrypted) =>
      privateDecrypt(
        { key: privateKey, padding: constants.RSA_NO_PADDING },
        Buffer.concat([Buffer.alloc(Math.max(0, 256 - encrypted.length)), encrypted]),
      ),
  };
}

/** @param privatePem what {@link ServerKey.privatePem} gave. */
export function loadServerKey(privatePem: string): ServerKey {
  return serverKey(createPrivateKey(privatePem));
}

/**
 * Makes a new key of 2048 bits (about 0.1 s). One in sixteen is made again: mtcute compares
 * fingerprints as hexadecimal text and drops a leading zero.
 */
export function generateServerKey(): ServerKey {
  for (;;) {
    const key = serverKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    if (BigInt.asUintN(64, key.fingerprint) >= 0x1000000000000000n) return key;
  }
}
