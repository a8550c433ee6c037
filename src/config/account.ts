import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { AccountSettings } from '../core/config.js';
import { secret } from '../lib/secret.js';
import { readDataCentre } from './data-centre.js';
import { KeyFile, SESSION_KEY } from './key-file.js';
import type { LoadContext } from './load-context.js';
import {
  parseApiHash,
  parseEncryptionKey,
  parsePhone,
  parseSessionString,
} from './parse/account-values.js';
import { parseBoolean } from './parse/boolean.js';
import { wholeNumber } from './parse/number.js';
import { good } from './parse/parsed.js';
import { readProxy } from './proxy.js';

const LARGEST_API_ID = 2 ** 31 - 1;

/** Reads whose account it is; undefined when something needed is missing (then it is on the list of problems). */
export function readAccount(context: LoadContext): AccountSettings | undefined {
  const { values, folders } = context;
  const botOnly = values.has('BOT_TOKEN') ? ' (a bot account alone is for a later version)' : '';
  const apiId = values.require(
    'API_ID',
    wholeNumber(1, LARGEST_API_ID, 12345),
    `Get it from https://my.telegram.org and write it as API_ID=12345${botOnly}`,
  );
  const apiHash = values.require(
    'API_HASH',
    parseApiHash,
    'Get it from https://my.telegram.org, beside the API_ID',
  );
  const sessionString = values.read('TELEGRAM_SESSION_STRING', parseSessionString);
  const writtenFile = values.read('USER_SESSION_FILE_PATH', good);
  const sessionFile = writtenFile ? resolve(folders.cwd, writtenFile) : folders.sessionFile;
  const sessionPlain = values.read('SESSION_PLAIN', parseBoolean) ?? false;
  const encryptionKey = readEncryptionKey(context, { sessionFile, sessionPlain });
  const proxy = readProxy(context);
  const dataCentre = readDataCentre(context);
  const loggedIn = values.has('TELEGRAM_SESSION_STRING') || existsSync(sessionFile);
  const phone =
    loggedIn || context.phoneIsAsked
      ? values.read('PHONE_NUMBER', parsePhone)
      : values.require(
          'PHONE_NUMBER',
          parsePhone,
          "Write the account's number for the first login, e.g. PHONE_NUMBER=+905551234567",
        );
  if (apiId === undefined || apiHash === undefined) return undefined;
  return {
    apiId,
    apiHash: secret(apiHash),
    ...(phone === undefined ? {} : { phone }),
    ...(sessionString === undefined ? {} : { sessionString: secret(sessionString) }),
    sessionFile,
    ...(encryptionKey === undefined ? {} : { encryptionKey }),
    sessionPlain,
    ...(proxy === undefined ? {} : { proxy }),
    ...(dataCentre === undefined ? {} : { dataCentre }),
  };
}

/** The key file that stands beside a session file. */
export function keyFileOf(sessionFile: string): string {
  return `${sessionFile.replace(/\.session$/, '')}.key`;
}

/** `ENCRYPTION_KEY`, else the key file's; none when the session is to be plain. */
function readEncryptionKey(
  { values, folders, problems }: LoadContext,
  session: { readonly sessionFile: string; readonly sessionPlain: boolean },
): AccountSettings['encryptionKey'] {
  if (session.sessionPlain && values.has('ENCRYPTION_KEY')) {
    problems.add(
      'SESSION_PLAIN=true and ENCRYPTION_KEY contradict each other',
      'Take SESSION_PLAIN out to keep the session encrypted, or ENCRYPTION_KEY to keep it plain',
    );
  }
  const written = values.read('ENCRYPTION_KEY', parseEncryptionKey);
  if (written !== undefined) return secret(written);
  if (session.sessionPlain || values.has('ENCRYPTION_KEY')) return undefined;
  const keyFile = keyFileOf(session.sessionFile);
  const used = existsSync(session.sessionFile) && !values.has('TELEGRAM_SESSION_STRING');
  if (used && !existsSync(keyFile)) {
    const [file, key] = [session.sessionFile, keyFile].map((path) => relative(folders.cwd, path));
    problems.add(
      `ENCRYPTION_KEY is not set and there is no ${key}, but the session file ${file} exists`,
      `Set ENCRYPTION_KEY to the key it was kept with, put ${key} back, or write SESSION_PLAIN=true if it is plain`,
    );
    return undefined;
  }
  return new KeyFile(keyFile, SESSION_KEY);
}
