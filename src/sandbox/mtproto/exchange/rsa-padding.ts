import type { TlObject } from '../../rpc.js';
import type { Codec } from '../codec/codec.js';
import { sha1, sha256 } from '../crypto/hash.js';
import { decryptIge } from '../crypto/ige.js';
import type { ServerKey } from '../crypto/server-key.js';

const zeroIv = Buffer.alloc(32);

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

/** RSA_PAD: 32 bytes of masked key, then 192 reversed bytes of data and their SHA-256. */
function openRsaPad(block: Buffer): Buffer | undefined {
  const encrypted = block.subarray(32);
  const key = xor(block.subarray(0, 32), sha256(encrypted));
  const opened = decryptIge(encrypted, key, zeroIv);
  const data = Buffer.from(opened.subarray(0, 192)).reverse();
  return sha256(key, data).equals(opened.subarray(192)) ? data : undefined;
}

/** The padding before RSA_PAD: a zero byte, the data's SHA-1, the data, random bytes. */
function openSha1Padding(block: Buffer, codec: Codec): TlObject {
  const data = block.subarray(21);
  const object = codec.decode(data);
  const used = codec.encode(object).length;
  if (!sha1(data.subarray(0, used)).equals(block.subarray(1, 21))) {
    throw new Error('neither RSA_PAD nor the older padding opens this block');
  }
  return object;
}

/**
 * Opens `encrypted_data` of `req_DH_params`: RSA_PAD first, then the padding of older clients.
 * @throws when neither fits.
 * @see https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
 */
export function openInnerData(encrypted: Buffer, key: ServerKey, codec: Codec): TlObject {
  const block = key.decrypt(encrypted);
  const data = openRsaPad(block);
  return data ? codec.decode(data) : openSha1Padding(block, codec);
}
