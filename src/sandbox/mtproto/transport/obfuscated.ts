import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import type { Framing } from './framing.js';

/** The length of the first, random-looking block that carries both directions' keys. */
export const obfuscationHeaderLength = 64;

/** A transport inside AES-256-CTR, so that it looks like noise. */
export class ObfuscatedFraming implements Framing {
  readonly #inner: Framing;
  readonly #decrypt: Decipher;
  readonly #encrypt: Cipher;

  constructor(inner: Framing, decrypt: Decipher, encrypt: Cipher) {
    this.#inner = inner;
    this.#decrypt = decrypt;
    this.#encrypt = encrypt;
  }

  push(chunk: Buffer): Buffer[] {
    return this.#inner.push(this.#decrypt.update(chunk));
  }

  wrap(packet: Buffer): Buffer {
    return this.#encrypt.update(this.#inner.wrap(packet));
  }
}

/**
 * Opens the first 64 bytes of an obfuscated connection.
 * @returns the protocol's four-byte tag and the ciphers, already past the header.
 * @see https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation
 */
export function openObfuscation(header: Buffer): {
  tag: number;
  decrypt: Decipher;
  encrypt: Cipher;
} {
  const reversed = Buffer.from(header.subarray(8, 56)).reverse();
  const decrypt = createDecipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
  const encrypt = createCipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32));
  return { tag: decrypt.update(header).readUInt32LE(56), decrypt, encrypt };
}
