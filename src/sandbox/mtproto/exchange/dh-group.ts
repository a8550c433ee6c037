import { randomBytes } from 'node:crypto';
import { modularPower, toBigInt, toBytes } from '../crypto/big-integer.js';

/** Telegram's own prime: clients know it as safe and skip their slow check of it. */
export const dhPrime = Buffer.from(
  'c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f' +
    '48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37' +
    '20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64' +
    '2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4' +
    'a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754' +
    'fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4' +
    'e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f' +
    '0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b',
  'hex',
);

/** The generator that goes with {@link dhPrime}. */
export const dhGenerator = 3;

const prime = toBigInt(dhPrime);
/** Longer exponents of a 2,048-bit group cost more time, and are not found with more trouble (RFC 7919, 5.2). */
const SECRET_BYTES = 32;
/** Powers nearer than this to 0 or to the prime give the secret away. */
const margin = 1n << (2048n - 64n);

/** One side of a Diffie-Hellman exchange. */
export interface DhSecret {
  readonly exponent: bigint;
  /** g ** exponent, in 256 bytes. */
  readonly publicBytes: Buffer;
}

/** True when a public power lies in the range that both sides must insist on. */
export function isSafePower(power: bigint): boolean {
  return power > margin && power < prime - margin;
}

/** Draws a secret whose public power is safe. */
export function drawDhSecret(): DhSecret {
  for (;;) {
    const exponent = toBigInt(randomBytes(SECRET_BYTES));
    const power = modularPower(BigInt(dhGenerator), exponent, prime);
    if (isSafePower(power)) return { exponent, publicBytes: toBytes(power) };
  }
}

/**
 * The shared key, at minimal length: clients strip leading zeros, so that padding it to 256 bytes
 * would fail one handshake in 256.
 * @returns undefined when the other side's power is out of range.
 */
export function sharedKey(secret: DhSecret, otherPublic: Buffer): Buffer | undefined {
  const power = toBigInt(otherPublic);
  if (!isSafePower(power)) return undefined;
  return toBytes(modularPower(power, secret.exponent, prime));
}
