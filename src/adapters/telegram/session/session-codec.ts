import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { derivationFor, deriveKey, freshSalt, type KeyDerivation } from './encryption-key.js';
import { AUTH_KEY_LENGTH, type TelegramSession } from './session.js';

const FORMAT = 'postaci-session';
const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

/** The file as JSON. Everything but `data`, `tag` and `checksum` is authenticated as additional data. */
interface SessionFile {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** `user:<id>`, or `unknown` for a session that has not been connected yet. */
  readonly account: string;
  readonly encryption: 'none' | KeyDerivation;
  /** Base64, absent in a plain file. */
  readonly salt?: string;
  readonly iv?: string;
  readonly tag?: string;
  readonly data: string;
  /** SHA-256 over all the rest, in hex: tells a damaged file from a wrong key. */
  readonly checksum: string;
}

/** Why a session file could not be read. */
export type DecodeFailure = 'damaged' | 'wrong-key' | 'encrypted' | 'plain';

export type Decoded =
  | { readonly ok: true; readonly session: TelegramSession }
  | { readonly ok: false; readonly why: DecodeFailure };

/**
 * A session as the text of its file.
 * @param encryptionKey undefined writes it in plain: only when that was asked for
 */
export async function encodeSession(
  session: TelegramSession,
  encryptionKey: string | undefined,
): Promise<string> {
  const account = session.userId === undefined ? 'unknown' : `user:${session.userId}`;
  const plain = Buffer.from(
    JSON.stringify({ ...session, authKey: session.authKey.toString('base64') }),
  );
  const head = { format: FORMAT, version: VERSION, account } as const;
  if (encryptionKey === undefined) {
    return sealed({ ...head, encryption: 'none', data: plain.toString('base64') });
  }
  const encryption = derivationFor(encryptionKey);
  const salt = freshSalt();
  const iv = randomBytes(IV_LENGTH);
  const clear = { ...head, encryption, salt: salt.toString('base64'), iv: iv.toString('base64') };
  const key = await deriveKey(encryptionKey, encryption, salt, `${FORMAT} ${account}`);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(additionalData(clear));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return sealed({
    ...clear,
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  });
}

/** Reads what `encodeSession` wrote; never throws for what a file may hold. */
export async function decodeSession(
  text: string,
  encryptionKey: string | undefined,
): Promise<Decoded> {
  const file = parseFile(text);
  if (!file) return { ok: false, why: 'damaged' };
  if (file.encryption === 'none') {
    if (encryptionKey !== undefined) return { ok: false, why: 'plain' };
    return decodedPayload(Buffer.from(file.data, 'base64'));
  }
  if (encryptionKey === undefined) return { ok: false, why: 'encrypted' };
  const payload = await decrypt(file, file.encryption, encryptionKey);
  return payload ? decodedPayload(payload) : { ok: false, why: 'wrong-key' };
}

async function decrypt(
  file: SessionFile,
  encryption: KeyDerivation,
  encryptionKey: string,
): Promise<Buffer | undefined> {
  const [salt, iv, tag] = [file.salt, file.iv, file.tag].map((part) =>
    Buffer.from(part ?? '', 'base64'),
  ) as [Buffer, Buffer, Buffer];
  const key = await deriveKey(encryptionKey, encryption, salt, `${FORMAT} ${file.account}`);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_LENGTH });
  decipher.setAAD(additionalData(file)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(file.data, 'base64'), decipher.final()]);
  } catch {
    return undefined;
  }
}

function additionalData(clear: Omit<SessionFile, 'data' | 'checksum' | 'tag'>): Buffer {
  const { format, version, account, encryption, salt, iv } = clear;
  return Buffer.from(JSON.stringify([format, version, account, encryption, salt, iv]));
}

function sealed(file: Omit<SessionFile, 'checksum'>): string {
  return `${JSON.stringify({ ...file, checksum: checksum(file) }, null, 2)}\n`;
}

function checksum(file: Omit<SessionFile, 'checksum'>): string {
  const { tag = '', data } = file;
  const hash = createHash('sha256').update(additionalData(file));
  return hash.update(`${tag} ${data}`).digest('hex');
}

function parseFile(text: string): SessionFile | undefined {
  try {
    const file = JSON.parse(text) as SessionFile;
    const known = ['none', 'scrypt', 'hkdf-sha256'].includes(file.encryption);
    if (file.format !== FORMAT || file.version !== VERSION || !known) return undefined;
    return file.checksum === checksum(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function decodedPayload(payload: Buffer): Decoded {
  try {
    const { dcId, host, port, authKey, userId } = JSON.parse(payload.toString('utf8'));
    const key = Buffer.from(authKey, 'base64');
    if (key.length !== AUTH_KEY_LENGTH) return { ok: false, why: 'damaged' };
    const session = { dcId, host, port, authKey: key };
    return { ok: true, session: userId === undefined ? session : { ...session, userId } };
  } catch {
    return { ok: false, why: 'damaged' };
  }
}
