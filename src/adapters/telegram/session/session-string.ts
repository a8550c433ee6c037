import { PostaciError } from '../../../core/errors.js';
import { AUTH_KEY_LENGTH, type TelegramSession } from './session.js';

/** Both libraries begin with it. */
const VERSION = '1';
/** GramJS's reader takes Telethon's form for this length: one data centre byte, IPv4, port, key. */
const TELETHON_IPV4_BYTES = 1 + 4 + 2 + AUTH_KEY_LENGTH;
const TELETHON_IPV6_BYTES = 1 + 16 + 2 + AUTH_KEY_LENGTH;

const REMEDY =
  'Set TELEGRAM_SESSION_STRING to a whole StringSession of GramJS or Telethon, or leave it empty and ' +
  'log in with `postaci login`';

/**
 * Reads a session string of GramJS (dc, length, address, port, key) or of Telethon (dc, IPv4 or IPv6,
 * port, key), which both begin with `1`.
 * @throws PostaciError `CONFIG_INVALID` when it is neither; the text itself is never quoted
 */
export function parseSessionString(text: string): TelegramSession {
  const trimmed = text.trim();
  if (!trimmed.startsWith(VERSION)) throw malformed('does not begin with 1');
  const base64 = trimmed.slice(VERSION.length).replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw malformed('holds characters that are not base64');
  const bytes = Buffer.from(base64, 'base64');
  const address = addressIn(bytes);
  if (!address) throw malformed(`has a length that no session has (${bytes.length} bytes)`);
  const { host, end } = address;
  const dcId = bytes.readUInt8(0);
  const port = bytes.readUInt16BE(end);
  if (dcId === 0 || port === 0 || host === '') throw malformed('names no data centre');
  return { dcId, host, port, authKey: Buffer.from(bytes.subarray(end + 2)) };
}

/**
 * The session as GramJS's StringSession: full access to the account. Show it to nobody but the person
 * who asked for it, and only once.
 */
export function sessionString(session: TelegramSession): string {
  const host = Buffer.from(session.host, 'utf8');
  const head = Buffer.alloc(3);
  head.writeUInt8(session.dcId, 0);
  head.writeUInt16BE(host.length, 1);
  const port = Buffer.alloc(2);
  port.writeUInt16BE(session.port, 0);
  return VERSION + Buffer.concat([head, host, port, session.authKey]).toString('base64');
}

/** Where the address ends and the port begins. */
function addressIn(bytes: Buffer): { host: string; end: number } | undefined {
  if (bytes.length === TELETHON_IPV4_BYTES) {
    return { host: bytes.subarray(1, 5).join('.'), end: 5 };
  }
  if (bytes.length < 1 + 2 + 1 + 2 + AUTH_KEY_LENGTH) return undefined;
  const end = 3 + bytes.readUInt16BE(1);
  if (bytes.length === end + 2 + AUTH_KEY_LENGTH) {
    return { host: bytes.toString('utf8', 3, end), end };
  }
  if (bytes.length === TELETHON_IPV6_BYTES) return { host: ipv6(bytes.subarray(1, 17)), end: 17 };
  return undefined;
}

function ipv6(bytes: Buffer): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) groups.push(bytes.readUInt16BE(at).toString(16));
  return groups.join(':');
}

function malformed(how: string): PostaciError {
  return new PostaciError('CONFIG_INVALID', `TELEGRAM_SESSION_STRING ${how}`, REMEDY);
}
