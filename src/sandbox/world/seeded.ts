import { createHash } from 'node:crypto';
import { type Random, seededRandom } from '../../lib/seeded-random.js';

/** Signed 64 bits that depend on nothing but the parts: access hashes, ids, tokens. */
export function hash64(...parts: readonly (string | number | bigint)[]): bigint {
  return createHash('sha256').update(parts.join('\u0000')).digest().readBigInt64BE();
}

/** A source of its own for each purpose, so that one draw more here changes nothing there. */
export function seededFor(...parts: readonly (string | number | bigint)[]): Random {
  return seededRandom(Number(BigInt.asIntN(32, hash64(...parts))));
}
