import { bad, good, type Parsed } from './parsed.js';

/** `API_HASH`: 32 hexadecimal digits. */
export function parseApiHash(text: string): Parsed<string> {
  if (/^[0-9a-f]{32}$/i.test(text)) return good(text.toLowerCase());
  return bad(
    'is not 32 hexadecimal digits',
    'Copy "App api_hash" from https://my.telegram.org, section "API development tools"',
  );
}

/**
 * A phone number in international form; spaces, dashes, dots and brackets are left out.
 * @returns `+` and digits (E.164)
 */
export function parsePhone(text: string): Parsed<string> {
  const compact = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(compact)) return good(compact);
  return bad(
    'is not an international phone number',
    'Write + and the country code first, e.g. {name}=+905551234567',
  );
}

/** GramJS's or Telethon's session string: a version digit and the packed session in base64. */
export function parseSessionString(text: string): Parsed<string> {
  if (/^1[A-Za-z0-9+/_-]{300,}={0,2}$/.test(text)) return good(text);
  return bad(
    'is not a session string of GramJS or Telethon',
    'Paste the whole string, which begins with 1 and has more than 300 characters, or leave it empty and log in with `postaci --interactive`',
  );
}

/** `ENCRYPTION_KEY`: 32 bytes in hexadecimal or base64, or a passphrase of at least 12 characters. */
export function parseEncryptionKey(text: string): Parsed<string> {
  if (text.length >= 12) return good(text);
  return bad(
    'is shorter than 12 characters',
    'Make one with `openssl rand -hex 32` and keep a copy in a safe place',
  );
}
