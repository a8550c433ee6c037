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
/** The product's top bit stays clear here too; 20 or 24 would set it, and GramJS would never end. */
const easyBits = 22;

/**
 * What a client has to factor. Primes smaller than Telegram's are no kindness: Brent's method
 * compares from a fixed distance on, and when the cycles modulo p and modulo q first close at the same
 * distance, it finds pq itself. GramJS then takes 1 and pq for the factors. That happened to 13 of 4,000
 * products of 17-bit primes, 1 of 2,000 with 20 bits, and grows rarer with their square root.
 * @see https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
 */
export function drawPrimePair(easy: boolean): PrimePair {
  const bits = easy ? easyBits : usualBits;
  const one = generatePrimeSync(bits, { bigint: true });
  let other = one;
  while (other === one) other = generatePrimeSync(bits, { bigint: true });
  const [p, q] = one < other ? [one, other] : [other, one];
  return { p: toBytes(p), q: toBytes(q), pq: toBytes(p * q) };
}
