import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MtcuteCrypto } from '../../../../test/clients/mtcute-crypto.js';
import { modularPower, toBigInt, toBytes } from './big-integer.js';
import { openMessage, sealMessage } from './envelope.js';
import { decryptIge, encryptIge } from './ige.js';
import { generateServerKey, loadServerKey } from './server-key.js';

describe('AES-IGE', () => {
  test('agrees with mtcute for every length, and is undone', () => {
    for (let blocks = 1; blocks < 20; blocks++) {
      const plain = randomBytes(16 * blocks);
      const key = randomBytes(32);
      const iv = randomBytes(32);
      const encrypted = encryptIge(plain, key, iv);
      const theirs = new MtcuteCrypto().createAesIge(key, iv).encrypt(plain);
      expect(encrypted).toEqual(Buffer.from(theirs));
      expect(decryptIge(encrypted, key, iv)).toEqual(plain);
    }
  });
});

describe('an encrypted message', () => {
  const key = { id: 5n, key: randomBytes(256) };
  const message = {
    salt: 1n,
    sessionId: -2n,
    messageId: 3n,
    sequenceNumber: 4,
    body: randomBytes(40),
  };

  test('opens with its key, also behind the padding of a transport', () => {
    const sealed = sealMessage(message, key);
    expect(openMessage(sealed, key.key, 'from-server')).toEqual(message);
    const padded = Buffer.concat([sealed, randomBytes(7)]);
    expect(openMessage(padded, key.key, 'from-server')).toEqual(message);
  });

  test('does not open when a bit was changed, nor in the other direction, nor with another key', () => {
    const sealed = sealMessage(message, key);
    expect(openMessage(sealed, key.key, 'from-client')).toBeUndefined();
    expect(openMessage(sealed, randomBytes(256), 'from-server')).toBeUndefined();
    sealed.writeUInt8(sealed.readUInt8(50) ^ 1, 50);
    expect(openMessage(sealed, key.key, 'from-server')).toBeUndefined();
    expect(openMessage(sealed.subarray(0, 30), key.key, 'from-server')).toBeUndefined();
  });
});

describe('the server key', () => {
  test('is the same key after it was saved and loaded', () => {
    const key = generateServerKey();
    const loaded = loadServerKey(key.privatePem);
    expect(loaded.fingerprint).toBe(key.fingerprint);
    expect(loaded.publicPem).toBe(key.publicPem);
    expect(key.publicPem).toContain('BEGIN RSA PUBLIC KEY');
  });

  test('never has a fingerprint that begins with a zero', () => {
    const { fingerprint } = generateServerKey();
    expect(BigInt.asUintN(64, fingerprint).toString(16)).toHaveLength(16);
  });
});

describe('big integers', () => {
  test('keep their value through bytes, without leading zeros', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 2048n }), (value) => {
        const bytes = toBytes(value);
        expect(bytes.readUInt8(0)).not.toBe(0);
        expect(toBigInt(bytes)).toBe(value);
      }),
    );
  });

  test('have powers modulo a number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 1000n }),
        fc.bigInt({ min: 0n, max: 50n }),
        fc.bigInt({ min: 2n, max: 1000n }),
        (base, exponent, modulus) => {
          expect(modularPower(base, exponent, modulus)).toBe(base ** exponent % modulus);
        },
      ),
    );
  });
});
