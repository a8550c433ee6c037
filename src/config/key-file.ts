import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { PostaciError } from '../core/errors.js';
import type { KeyOnDemand, Secret } from '../core/secret.js';
import { MASK } from '../lib/secret.js';

/** What an operator does about a key file, by what hangs on the key. */
export interface KeyRemedies {
  /** It is there, and holds no key. */
  readonly damaged: string;
  /** It can be neither read nor made. */
  readonly unusable: string;
}

/** The key beside a session: it guards a session file that is copied alone, not one that is copied with it. */
export const SESSION_KEY: KeyRemedies = {
  damaged: 'Put back its copy, or delete it together with the session file and log in again',
  unusable: 'Make its folder writable for the user who runs postaci, or set ENCRYPTION_KEY',
};

/** The key under which refusals of forgotten people are kept: no other recognises them. */
export const FORGOTTEN_KEY: KeyRemedies = {
  damaged:
    'Put it back from a backup: without it, people who were forgotten could be written to again',
  unusable: 'Let the user who runs postaci read it, and write to its folder',
};

/**
 * A key that lives in a file. The file (0600, 32 random bytes in base64) is made when the key is first asked for, so
 * that looking at a configuration writes nothing.
 */
export class KeyFile implements Secret, KeyOnDemand {
  /** @param path absolute */
  constructor(
    readonly path: string,
    readonly remedies: KeyRemedies,
  ) {}

  /** @throws PostaciError `CONFIG_FILE_UNREADABLE` */
  reveal(): string {
    return this.#trying(() => this.#read() ?? this.#make());
  }

  /**
   * The key, when there is one.
   * @throws PostaciError `CONFIG_FILE_UNREADABLE`
   */
  existing(): string | undefined {
    return this.#trying(() => this.#read());
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

  #trying<T>(look: () => T): T {
    try {
      return look();
    } catch (error) {
      if (error instanceof PostaciError) throw error;
      const { code } = error as NodeJS.ErrnoException;
      throw new PostaciError(
        'CONFIG_FILE_UNREADABLE',
        `The key file ${this.path} cannot be read or made (${code})`,
        this.remedies.unusable,
        { cause: error },
      );
    }
  }

  #read(): string | undefined {
    try {
      const text = readFileSync(this.path, 'utf8').trim();
      if (text.length >= 12) return text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    throw new PostaciError(
      'CONFIG_FILE_UNREADABLE',
      `The key file ${this.path} is damaged: it holds no key`,
      this.remedies.damaged,
    );
  }

  /** Written whole under another name and then linked: whoever comes second reads the first one's key. */
  #make(): string {
    const key = randomBytes(32).toString('base64');
    const draft = `${this.path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(draft, this.path);
      return key;
    } catch (error) {
      const second = (error as NodeJS.ErrnoException).code === 'EEXIST';
      const theirs = second ? this.#read() : undefined;
      if (theirs === undefined) throw error;
      return theirs;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}
