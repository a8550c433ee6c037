import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import type { Secret } from '../core/config.js';
import { PostaciError } from '../core/errors.js';
import { MASK } from '../lib/secret.js';

/**
 * A key that lives in a file beside the session: it guards a session file that is copied alone, not one that
 * is copied with it. The file (0600, 32 random bytes in base64) is made when the key is first asked for, so that
 * looking at a configuration writes nothing.
 */
export class KeyFile implements Secret {
  /** @param path absolute */
  constructor(readonly path: string) {}

  /** @throws PostaciError `CONFIG_FILE_UNREADABLE` */
  reveal(): string {
    try {
      return readKey(this.path) ?? makeKey(this.path);
    } catch (error) {
      if (error instanceof PostaciError) throw error;
      const { code } = error as NodeJS.ErrnoException;
      throw new PostaciError(
        'CONFIG_FILE_UNREADABLE',
        `The key file ${this.path} cannot be read or made (${code})`,
        'Make its folder writable for the user who runs postaci, or set ENCRYPTION_KEY',
        { cause: error },
      );
    }
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

function readKey(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text.length >= 12) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  throw new PostaciError(
    'CONFIG_FILE_UNREADABLE',
    `The key file ${path} is damaged: it holds no key`,
    'Put back its copy, or delete it together with the session file and log in again',
  );
}

/** Written whole under another name and then linked: whoever comes second reads the first one's key. */
function makeKey(path: string): string {
  const key = randomBytes(32).toString('base64');
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
    return key;
  } catch (error) {
    const theirs = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readKey(path) : undefined;
    if (theirs === undefined) throw error;
    return theirs;
  } finally {
    rmSync(draft, { force: true });
  }
}
