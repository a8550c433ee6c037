import { createHash } from 'node:crypto';

function hash(algorithm: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(algorithm);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** SHA-1 over all parts in order. */
export function sha1(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha1', parts);
}

/** SHA-256 over all parts in order. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha256', parts);
}
