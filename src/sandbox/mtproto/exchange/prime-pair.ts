import { generatePrimeSync } from 'node:crypto';
import { toBytes } from '../crypto/big-integer.js';

/** Two primes and their product, in bytes without leading zeros; p is the smaller one. */
export interface PrimePair {
  readonly p: Buffer;
  readonly q: Buffer;
  readonly pq: Buffer;
}

/** As large as Telegram's. The top bit of the product's first byte stays clear: clients read it signed. */
const usualBits = 31;
/**
 * Of the smaller one, beside a larger one that fills the same 62 bits: the work grows with the smaller one's
 * square root, 46,000 steps for 31 bits and 64 for 12. Two primes that are both small would be no kindness:
 * Brent's method may come upon both in one step, and GramJS then takes 1 and pq for the factors (1 of 300
 * products of 17-bit primes). A prime of 50 bits does not show itself within so few steps.
 */
const easyBits = 12;

/**
 * What a client has to factor.
 * @param easy true for one that is factored at once
 * @see https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
 */
export function drawPrimePair(easy: boolean): PrimePair {
  const bits = easy ? easyBits : usualBits;
  const one = generatePrimeSync(bits, { bigint: true });
  let other = one;
  while (other === one) other = generatePrimeSync(2 * usualBits - bits, { bigint: true });
  const [p, q] = one < other ? [one, other] : [other, one];
  return { p: toBytes(p), q: toBytes(q), pq: toBytes(p * q) };
}
