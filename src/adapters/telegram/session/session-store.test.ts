import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { secret } from '../../../lib/secret.js';
import { sessionKey } from './session.js';
import { loadSession, saveSession } from './session-store.js';
import { sessionString } from './session-string.js';

const session = {
  dcId: 2,
  host: '127.0.0.1',
  port: 443,
  authKey: randomBytes(256),
  userId: 777_000_123,
};

const HEX_KEY = randomBytes(32).toString('hex');

describe('the session store', () => {
  let folder: string;
  let sessionFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postaci-session-'));
    sessionFile = join(folder, 'sessions', 'customer1.session');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const account = (key: string | undefined, sessionPlain = false) => ({
    sessionFile,
    sessionPlain,
    ...(key === undefined ? {} : { encryptionKey: secret(key) }),
  });

  test.each([
    ['32 bytes in hex', HEX_KEY],
    ['32 bytes in base64', randomBytes(32).toString('base64')],
    ['a passphrase', 'correct horse battery staple'],
  ])('keeps a session encrypted with %s', async (_name, key) => {
    await saveSession(account(key), session);
    expect(await loadSession(account(key))).toEqual(session);
    const text = await readFile(sessionFile, 'utf8');
    expect(text).not.toContain(session.authKey.toString('base64').slice(0, 40));
    expect(JSON.parse(text)).toMatchObject({ version: 1, account: 'user:777000123' });
  });

  test('only the owner may read it, and nothing else is left behind', async () => {
    await saveSession(account(HEX_KEY), session);
    await saveSession(account(HEX_KEY), session);
    expect((await stat(sessionFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'sessions'))).toEqual(['customer1.session']);
  });

  test('every write has a salt and an IV of its own', async () => {
    await saveSession(account(HEX_KEY), session);
    const first = JSON.parse(await readFile(sessionFile, 'utf8'));
    await saveSession(account(HEX_KEY), session);
    const second = JSON.parse(await readFile(sessionFile, 'utf8'));
    expect(Buffer.from(first.iv, 'base64')).toHaveLength(12);
    expect(second.iv).not.toBe(first.iv);
    expect(second.salt).not.toBe(first.salt);
    expect(second.data).not.toBe(first.data);
  });

  test('a wrong key is told from a damaged file', async () => {
    await saveSession(account(HEX_KEY), session);
    const other = account(randomBytes(32).toString('hex'));
    await expect(loadSession(other)).rejects.toMatchObject({ code: 'ENCRYPTION_KEY_WRONG' });
    const text = await readFile(sessionFile, 'utf8');
    const file = JSON.parse(text);
    const damaged = [
      '',
      '{}',
      text.slice(0, text.length / 2),
      text.replace('user:777000123', 'user:777000124'),
      JSON.stringify({ ...file, data: `A${file.data.slice(1)}`, checksum: file.checksum.slice(1) }),
      JSON.stringify({ ...file, iv: 'AAAA' }),
    ];
    for (const content of damaged) {
      await writeFile(sessionFile, content);
      await expect(loadSession(account(HEX_KEY))).rejects.toMatchObject({
        code: 'SESSION_DAMAGED',
        problem: expect.stringContaining(sessionFile),
      });
    }
  });

  test('an account cannot be put into another one’s file: it is authenticated', async () => {
    await saveSession(account(HEX_KEY), session);
    const { checksum: _old, ...file } = JSON.parse(await readFile(sessionFile, 'utf8'));
    const forged = { ...file, account: 'user:1' };
    const { format, version, account: owner, encryption, salt, iv } = forged;
    const checksum = createHash('sha256')
      .update(JSON.stringify([format, version, owner, encryption, salt, iv]))
      .update(`${forged.tag} ${forged.data}`)
      .digest('hex');
    await writeFile(sessionFile, JSON.stringify({ ...forged, checksum }));
    await expect(loadSession(account(HEX_KEY))).rejects.toMatchObject({
      code: 'ENCRYPTION_KEY_WRONG',
    });
  });

  test('without a session somebody must log in', async () => {
    await expect(loadSession(account(HEX_KEY))).rejects.toMatchObject({ code: 'LOGIN_REQUIRED' });
  });

  test('without a key nothing is kept, unless plain files were asked for', async () => {
    const refusal = { code: 'CONFIG_INVALID', remedy: expect.stringContaining('openssl rand') };
    await expect(saveSession(account(undefined), session)).rejects.toMatchObject(refusal);
    await expect(loadSession(account(undefined))).rejects.toMatchObject(refusal);
    await expect(stat(sessionFile)).rejects.toThrow('ENOENT');
    await saveSession(account(undefined, true), session);
    expect(await loadSession(account(undefined, true))).toEqual(session);
    expect((await stat(sessionFile)).mode & 0o777).toBe(0o600);
  });

  test('a plain file under a key, and an encrypted one without, each say what to do', async () => {
    await saveSession(account(undefined, true), session);
    await expect(loadSession(account(HEX_KEY))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problem: expect.stringContaining('not encrypted'),
    });
    await saveSession(account(HEX_KEY), session);
    await expect(loadSession(account(undefined, true))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problem: expect.stringContaining('ENCRYPTION_KEY is empty'),
    });
  });

  test('a folder that cannot be written to keeps the old session', async () => {
    await saveSession(account(HEX_KEY), session);
    await chmod(join(folder, 'sessions'), 0o500);
    const changed = { ...session, userId: 5 };
    // Root may write anyway; then the new session must be whole.
    const saved = await saveSession(account(HEX_KEY), changed).then(
      () => true,
      () => false,
    );
    await chmod(join(folder, 'sessions'), 0o700);
    expect(await loadSession(account(HEX_KEY))).toEqual(saved ? changed : session);
    expect(await readdir(join(folder, 'sessions'))).toHaveLength(1);
  });

  test('a session string goes before the file', async () => {
    await saveSession(account(HEX_KEY), session);
    const { userId: _unknown, ...other } = { ...session, authKey: randomBytes(256) };
    const withString = { ...account(HEX_KEY), sessionString: secret(sessionString(other)) };
    expect(await loadSession(withString)).toEqual(other);
  });

  test('a session’s key names it without giving it away', () => {
    const key = sessionKey(session);
    const { userId: _unknown, ...fromString } = session;
    expect(sessionKey(fromString)).toBe(key);
    expect(key).toMatch(/^session:[0-9a-f]{32}$/);
    expect(session.authKey.toString('hex')).not.toContain(key.slice(8, 24));
    expect(sessionKey({ ...session, authKey: randomBytes(256) })).not.toBe(key);
  });
});
