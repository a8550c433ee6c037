import { createCipheriv } from 'node:crypto';
import { IGE } from 'telegram/crypto/IGE.js';

const blockLength = 16;

function xorInto(target: Buffer, a: Uint8Array, b: Uint8Array): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (a[index] ?? 0) ^ (b[index] ?? 0);
  }
}

/**
 * AES-256-IGE, as one pass of the platform's CBC: with d(i) = c(i) ^ p(i-1) the definition
 * c(i) = E(p(i) ^ c(i-1)) ^ p(i-1) becomes d(i) = E(p(i) ^ p(i-2) ^ d(i-1)), which is CBC over
 * p(i) ^ p(i-2).
 * @param plain a multiple of 16 bytes.
 * @param iv 32 bytes: c(0), then p(0).
 * @see https://core.telegram.org/techfaq#q-do-you-use-ige-ige-is-broken
 */
export function encryptIge(plain: Buffer, key: Buffer, iv: Buffer): Buffer {
  const before = Buffer.concat([iv.subarray(blockLength), plain]);
  const input = Buffer.from(plain);
  xorInto(input.subarray(blockLength), plain.subarray(blockLength), before);
  const cipher = createCipheriv('aes-256-cbc', key, iv.subarray(0, blockLength));
  cipher.setAutoPadding(false);
  const chained = cipher.update(input);
  xorInto(chained, chained, before);
  return chained;
}

/**
 * Undoes {@link encryptIge}. There is no such shortcut here, since each block waits for the last:
 * GramJS's own loop is twice as fast as one call of the platform's cipher for each block.
 */
export function decryptIge(encrypted: Buffer, key: Buffer, iv: Buffer): Buffer {
  return new IGE(key, iv).decryptIge(encrypted);
}
