import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { StringSession } from 'telegram/sessions/index.js';
import { parseSessionString, sessionString } from './session-string.js';

const authKey = randomBytes(256);

/** As Telethon's StringSession packs it: `>B4sH256s` or `>B16sH256s`, URL-safe base64. */
function telethon(address: Buffer, padded = true): string {
  const bytes = Buffer.concat([Buffer.from([2]), address, Buffer.from([1, 187]), authKey]);
  const text = bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return `1${padded ? text : text.replaceAll('=', '')}`;
}

describe('session strings', () => {
  test('GramJS’s own is read', async () => {
    const session = new StringSession('');
    session.setDC(4, '149.154.167.91', 443);
    const key = new AuthKey();
    await key.setKey(authKey);
    session.setAuthKey(key);
    expect(parseSessionString(session.save())).toEqual({
      dcId: 4,
      host: '149.154.167.91',
      port: 443,
      authKey,
    });
  });

  test('Telethon’s is read, IPv4 and IPv6, with and without padding', () => {
    const ipv4 = Buffer.from([149, 154, 167, 51]);
    const expected = { dcId: 2, port: 443, authKey };
    expect(parseSessionString(telethon(ipv4))).toEqual({ ...expected, host: '149.154.167.51' });
    expect(parseSessionString(telethon(ipv4, false))).toMatchObject({ host: '149.154.167.51' });
    const ipv6 = Buffer.from('200167c04e8f002000000000000000a'.padStart(32, '0'), 'hex');
    const { host, ...rest } = parseSessionString(telethon(ipv6));
    expect(rest).toEqual(expected);
    expect(host.split(':')).toHaveLength(8);
  });

  test('what is written is read again, by GramJS as well', async () => {
    const session = { dcId: 2, host: '127.0.0.1', port: 40_123, authKey };
    const text = sessionString(session);
    expect(parseSessionString(`  ${text}\n`)).toEqual(session);
    const theirs = new StringSession(text);
    await theirs.load();
    expect(theirs.dcId).toBe(2);
    expect(theirs.serverAddress).toBe('127.0.0.1');
    expect(theirs.getAuthKey()?.getKey()).toEqual(authKey);
  });

  test.each([
    ['', 'does not begin with 1'],
    ['2BAAA', 'does not begin with 1'],
    ['1', 'not base64'],
    ['1c0rrupt; string', 'not base64'],
    ['1AAAA', 'length that no session has'],
    [`1${Buffer.alloc(263).toString('base64')}`, 'names no data centre'],
    [telethon(Buffer.from([1, 2, 3, 4])).slice(0, -8), 'length that no session has'],
  ])('%j is refused without quoting it', (text, problem) => {
    const act = () => parseSessionString(text);
    expect(act).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(act).toThrow(problem);
    expect(act).toThrow(/TELEGRAM_SESSION_STRING/);
    if (text.length > 5) expect(act).not.toThrow(new RegExp(text.slice(1, 20).replace(/\W/g, '.')));
  });
});
