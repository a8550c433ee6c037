import { RpcError, type TlObject } from '../../rpc.js';
import { bytesOf, longOf } from '../codec/fields.js';
import { sha1 } from '../crypto/hash.js';
import { decryptIge } from '../crypto/ige.js';
import type { CallSource } from './call-source.js';
import type { ServerParts } from './server-parts.js';

/** The key and IV of MTProto 1.0, which the binding message still uses. */
function oldAesParameters(key: Buffer, msgKey: Buffer): { key: Buffer; iv: Buffer } {
  const a = sha1(msgKey, key.subarray(0, 32));
  const b = sha1(key.subarray(32, 48), msgKey, key.subarray(48, 64));
  const c = sha1(key.subarray(64, 96), msgKey);
  const d = sha1(msgKey, key.subarray(96, 128));
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 20), c.subarray(4, 16)]),
    iv: Buffer.concat([a.subarray(8, 20), b.subarray(0, 8), c.subarray(16), d.subarray(0, 8)]),
  };
}

/** Opens the message that only the owner of the permanent key can have made. */
function openBinding(message: Buffer, permanentKey: Buffer, parts: ServerParts): TlObject {
  const msgKey = message.subarray(8, 24);
  const aes = oldAesParameters(permanentKey, msgKey);
  const plain = decryptIge(message.subarray(24, message.length & ~7), aes.key, aes.iv);
  const length = plain.readUInt32LE(28);
  const signed = plain.subarray(0, 32 + length);
  if (!sha1(signed).subarray(4, 20).equals(msgKey)) throw new Error('the msg_key is wrong');
  return parts.codec.decode(plain.subarray(32));
}

/**
 * auth.bindTempAuthKey: from now on the temporary key speaks for the permanent key's account.
 * @throws RpcError ENCRYPTED_MESSAGE_INVALID when the proof does not hold.
 * @see https://core.telegram.org/method/auth.bindTempAuthKey
 */
export function bindTemporaryKey(parts: ServerParts, source: CallSource, call: TlObject): boolean {
  const permanent = parts.keys.get(longOf(call, 'perm_auth_key_id'));
  const invalid = new RpcError(400, 'ENCRYPTED_MESSAGE_INVALID');
  if (!permanent) throw invalid;
  let inner: TlObject;
  try {
    inner = openBinding(bytesOf(call, 'encrypted_message'), permanent.key, parts);
  } catch {
    throw invalid;
  }
  const matches =
    inner._ === 'bind_auth_key_inner' &&
    longOf(inner, 'nonce') === longOf(call, 'nonce') &&
    longOf(inner, 'temp_auth_key_id') === source.key.id &&
    longOf(inner, 'perm_auth_key_id') === permanent.id &&
    longOf(inner, 'temp_session_id') === source.session.id;
  if (!matches) throw invalid;
  source.key.record = permanent.record;
  return true;
}
