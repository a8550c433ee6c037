import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AccountSettings } from '../../../core/config.js';
import { PostaciError } from '../../../core/errors.js';
import type { TelegramSession } from './session.js';
import { type DecodeFailure, decodeSession, encodeSession } from './session-codec.js';
import { parseSessionString } from './session-string.js';

/** Read and write for the owner alone. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

type SessionSettings = Pick<
  AccountSettings,
  'sessionFile' | 'sessionString' | 'encryptionKey' | 'sessionPlain'
>;

/**
 * The account's session: `TELEGRAM_SESSION_STRING` when it is set, else the session file. A string holds
 * no user id: who it is shows when it connects.
 * @throws PostaciError `LOGIN_REQUIRED` without a session, `ENCRYPTION_KEY_WRONG`, `SESSION_DAMAGED`, or
 * `CONFIG_INVALID` when neither a key nor plain files are configured
 */
export async function loadSession(account: SessionSettings): Promise<TelegramSession> {
  if (account.sessionString) return parseSessionString(account.sessionString.reveal());
  const key = keyOf(account);
  const text = await readSessionFile(account.sessionFile);
  const decoded = await decodeSession(text, key);
  if (decoded.ok) return decoded.session;
  throw unreadable(decoded.why, account.sessionFile);
}

/**
 * Keeps the session, encrypted unless `SESSION_PLAIN` is set without a key. The file is replaced in one
 * step: a crash leaves the old one or the new one.
 * @throws PostaciError `CONFIG_INVALID` when neither a key nor plain files are configured
 */
export async function saveSession(
  account: SessionSettings,
  session: TelegramSession,
): Promise<void> {
  const text = await encodeSession(session, keyOf(account));
  const path = account.sessionFile;
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', PRIVATE_FILE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Checked before a login as well, so that nobody logs in for nothing.
 * @returns the key to encrypt with; undefined when plain files were asked for
 * @throws PostaciError `CONFIG_INVALID` when neither is configured
 */
export function keyOf(account: SessionSettings): string | undefined {
  const key = account.encryptionKey?.reveal();
  if (key) return key;
  if (account.sessionPlain) return undefined;
  throw new PostaciError(
    'CONFIG_INVALID',
    'ENCRYPTION_KEY is empty, and the session is not kept unencrypted unless asked for',
    'Set ENCRYPTION_KEY to the output of `openssl rand -hex 32`, or set SESSION_PLAIN=true',
  );
}

/** The rename itself is on disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readSessionFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new PostaciError('LOGIN_REQUIRED', `There is no session in ${path}`, LOG_IN);
    }
    throw new PostaciError(
      'SESSION_DAMAGED',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Make it readable for the user that runs postaci',
      { cause: error },
    );
  }
}

const LOG_IN = 'Log in once with `postaci login`';

function unreadable(why: DecodeFailure, path: string): PostaciError {
  switch (why) {
    case 'wrong-key':
      return new PostaciError(
        'ENCRYPTION_KEY_WRONG',
        `ENCRYPTION_KEY does not open ${path}`,
        'Set ENCRYPTION_KEY to the key that it was written with, or log in again with `postaci login`',
      );
    case 'encrypted':
      return new PostaciError(
        'CONFIG_INVALID',
        `${path} is encrypted, and ENCRYPTION_KEY is empty`,
        'Set ENCRYPTION_KEY to the key that it was written with, or log in again with `postaci login`',
      );
    case 'plain':
      return new PostaciError(
        'CONFIG_INVALID',
        `${path} is not encrypted, though ENCRYPTION_KEY is set`,
        'Log in again with `postaci login` to have it encrypted, or unset ENCRYPTION_KEY and set SESSION_PLAIN=true',
      );
    case 'damaged':
      return new PostaciError(
        'SESSION_DAMAGED',
        `${path} is damaged, or not a session file`,
        'Restore it from a backup, or log in again with `postaci login`',
      );
  }
}
