import { hkdf, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const SALT_LENGTH = 16;
const KEY_LENGTH = 32;
/** About a third of a second and 128 MB: dear for whoever tries passphrases. Node allows 32 MB unless told. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };

const scryptAsync = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt);
const hkdfAsync = promisify(hkdf);

/** How the key of one file is made from `ENCRYPTION_KEY`. */
export type KeyDerivation = 'hkdf-sha256' | 'scrypt';

/** A salt for one file. */
export function freshSalt(): Buffer {
  return randomBytes(SALT_LENGTH);
}

/** 32 random bytes, in hex or base64, need no slow derivation; anything else is a passphrase. */
export function derivationFor(encryptionKey: string): KeyDerivation {
  return rawKey(encryptionKey) ? 'hkdf-sha256' : 'scrypt';
}

/**
 * The AES-256 key of one file.
 * @param info what the key is for; other files of the same `ENCRYPTION_KEY` get other keys
 */
export async function deriveKey(
  encryptionKey: string,
  derivation: KeyDerivation,
  salt: Buffer,
  info: string,
): Promise<Buffer> {
  if (derivation === 'scrypt') return scryptAsync(encryptionKey, salt, KEY_LENGTH, SCRYPT);
  const raw = rawKey(encryptionKey) ?? Buffer.from(encryptionKey, 'utf8');
  return Buffer.from(await hkdfAsync('sha256', raw, salt, info, KEY_LENGTH));
}

function rawKey(encryptionKey: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(encryptionKey)) return Buffer.from(encryptionKey, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(encryptionKey)) return Buffer.from(encryptionKey, 'base64');
  return undefined;
}
