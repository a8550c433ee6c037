import type { Variable } from './variable.js';

/** Whose account it is and how it is reached. */
export const ACCOUNT_VARIABLES = [
  {
    name: 'CUSTOMER_ID',
    meaning: 'names the customer: its folders, its schema. Letters, digits, `-` and `_`',
    byDefault: '`default`',
    document: 'S0',
  },
  {
    name: 'API_ID',
    aliases: ['TELEGRAM_API_ID'],
    meaning: 'the application id from https://my.telegram.org',
    byDefault: 'required',
    document: 'S0, S1, S2',
  },
  {
    name: 'API_HASH',
    aliases: ['TELEGRAM_API_HASH'],
    meaning: 'the application hash from the same place: 32 hexadecimal digits',
    byDefault: 'required',
    document: 'S0, S1, S2',
    secret: true,
  },
  {
    name: 'PHONE_NUMBER',
    meaning: "the account's number, `+` and country code first; needed for the first login only",
    byDefault: 'required without a session',
    document: 'S0',
  },
  {
    name: 'TELEGRAM_SESSION_STRING',
    meaning: "a session as a string, GramJS's or Telethon's, instead of a session file",
    byDefault: 'none: the session file',
    document: 'S1',
    secret: true,
  },
  {
    name: 'USER_SESSION_FILE_PATH',
    meaning: 'the session file',
    byDefault: '`sessions/customer<CUSTOMER_ID>.session`',
    document: 'S2',
  },
  {
    name: 'ENCRYPTION_KEY',
    meaning:
      'encrypts the session file: 32 random bytes (`openssl rand -hex 32`), or a long passphrase',
    byDefault: 'a key file beside the session file (see below)',
    document: 'S2',
    secret: true,
  },
  {
    name: 'SESSION_PLAIN',
    meaning: '`true` keeps the session file unencrypted',
    byDefault: '`false`',
    document: 'N',
  },
  {
    name: 'TG_PROXY_HOST',
    meaning: 'the proxy of this account: SOCKS5, or MTProxy when `TG_PROXY_SECRET` is set',
    byDefault: 'none',
    document: 'S1',
  },
  { name: 'TG_PROXY_PORT', meaning: "the proxy's port", byDefault: '`1080`', document: 'S1' },
  { name: 'TG_PROXY_USER', meaning: 'SOCKS5 user name', byDefault: 'none', document: 'S1' },
  {
    name: 'TG_PROXY_PASS',
    meaning: 'SOCKS5 password',
    byDefault: 'none',
    document: 'S1',
    secret: true,
  },
  {
    name: 'TG_PROXY_SECRET',
    meaning: 'MTProxy secret: 32 hexadecimal digits, also with `dd` before them',
    byDefault: 'none',
    document: 'N',
    secret: true,
  },
  {
    name: 'TELEGRAM_DC_HOST',
    meaning: "a data centre of one's own, such as the sandbox's",
    byDefault: "Telegram's own",
    document: 'N',
  },
  {
    name: 'TELEGRAM_DC_PORT',
    meaning: "that data centre's port",
    byDefault: '`443`',
    document: 'N',
  },
  { name: 'TELEGRAM_DC_ID', meaning: "that data centre's id", byDefault: '`2`', document: 'N' },
  {
    name: 'TELEGRAM_DC_KEY',
    meaning: "that data centre's public RSA key: a PEM file's path, or the PEM itself",
    byDefault: 'required with `TELEGRAM_DC_HOST`',
    document: 'N',
  },
] as const satisfies readonly Variable[];
