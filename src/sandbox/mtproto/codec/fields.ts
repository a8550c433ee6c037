import type { TlObject } from '../../rpc.js';
import { TlError } from './tl-error.js';

function mismatch(object: TlObject, name: string, expected: string): TlError {
  return new TlError(`${object._}.${name} is no ${expected}`);
}

/** A field that the schema declares as bytes, int128 or int256. */
export function bytesOf(object: TlObject, name: string): Buffer {
  const value = object[name];
  if (!Buffer.isBuffer(value)) throw mismatch(object, name, 'Buffer');
  return value;
}

/** A field that the schema declares as long. */
export function longOf(object: TlObject, name: string): bigint {
  const value = object[name];
  if (typeof value !== 'bigint') throw mismatch(object, name, 'long');
  return value;
}

/** A field that the schema declares as int. */
export function intOf(object: TlObject, name: string): number {
  const value = object[name];
  if (typeof value !== 'number') throw mismatch(object, name, 'int');
  return value;
}

/** A field that the schema declares as Vector<long>. */
export function longsOf(object: TlObject, name: string): bigint[] {
  const value = object[name];
  if (!Array.isArray(value)) throw mismatch(object, name, 'vector');
  return value.filter((item) => typeof item === 'bigint');
}
