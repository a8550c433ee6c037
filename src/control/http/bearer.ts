import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../core/secret.js';

/** What an `Authorization` header says: `none` is no guess, `wrong` is one. */
export type Said = 'right' | 'wrong' | 'none';

/**
 * Reads `Authorization: Bearer <token>`. Only hashes are compared, in constant time: how long it takes tells
 * nothing of how much was right, nor of the token's length.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function createBearerCheck(token: Pick<Secret, 'reveal'>): (header?: string) => Said {
  const wanted = digest(token.reveal());
  return (header) => {
    if (header === undefined) return 'none';
    const [, given] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
    return given !== undefined && timingSafeEqual(digest(given), wanted) ? 'right' : 'wrong';
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
