import type { TlValue } from '../../rpc.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { boolFalseId, boolTrueId } from './constructor-ids.js';
import type { TlScalar } from './definition.js';
import { TlError } from './tl-error.js';

/** Writes one value; `undefined` stands for the scalar's default (zero, empty, false). */
export type WriteValue = (writer: ByteWriter, value: TlValue | undefined) => void;
/** Reads one value. */
export type ReadValue = (reader: ByteReader) => TlValue;

/** The longest string of TL: its length has three bytes. */
const longestString = 0xffffff;

function wrong(expected: string, value: TlValue): TlError {
  const found = Array.isArray(value)
    ? 'a vector'
    : Buffer.isBuffer(value)
      ? `${value.length} bytes`
      : typeof value === 'object' && '_' in value
        ? `the object ${String(value._)}`
        : `the ${typeof value} ${String(value).slice(0, 60)}`;
  return new TlError(`expected ${expected}, found ${found}`);
}

function writeInt(writer: ByteWriter, value: TlValue = 0): void {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong('an int (number)', value);
  if (value < -0x80000000 || value > 0xffffffff) throw wrong('an int of 32 bits', value);
  writer.int(value);
}

function writeLong(writer: ByteWriter, value: TlValue = 0n): void {
  if (typeof value !== 'bigint') throw wrong('a long (bigint)', value);
  if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value) {
    throw wrong('a long of 64 bits', value);
  }
  writer.long(value);
}

function writeDouble(writer: ByteWriter, value: TlValue = 0): void {
  if (typeof value !== 'number') throw wrong('a double (number)', value);
  writer.double(value);
}

function writeString(writer: ByteWriter, value: TlValue = ''): void {
  if (typeof value !== 'string') throw wrong('a string', value);
  const bytes = Buffer.from(value, 'utf8');
  if (bytes.length > longestString) throw new TlError('a string of more than 16 MB');
  writer.bytes(bytes);
}

const noBytes = Buffer.alloc(0);

function writeBytes(writer: ByteWriter, value: TlValue = noBytes): void {
  if (!Buffer.isBuffer(value)) throw wrong('bytes (Buffer)', value);
  if (value.length > longestString) throw new TlError('bytes of more than 16 MB');
  writer.bytes(value);
}

function writeFixed(size: number): WriteValue {
  const zero = Buffer.alloc(size);
  return (writer, value = zero) => {
    if (!Buffer.isBuffer(value) || value.length !== size) throw wrong(`${size} bytes`, value);
    writer.raw(value);
  };
}

function writeBool(writer: ByteWriter, value: TlValue = false): void {
  if (typeof value !== 'boolean') throw wrong('a Bool (boolean)', value);
  writer.int(value ? boolTrueId : boolFalseId);
}

function writeNothing(_writer: ByteWriter, value: TlValue = true): void {
  if (typeof value !== 'boolean') throw wrong('true (boolean)', value);
}

function readBool(reader: ByteReader): boolean {
  const id = reader.uint();
  if (id !== boolTrueId && id !== boolFalseId) throw new TlError('is neither true nor false');
  return id === boolTrueId;
}

/** How each scalar is written. The flags word is written by its constructor. */
export const scalarWriters: Readonly<Record<TlScalar, WriteValue>> = {
  int: writeInt,
  long: writeLong,
  double: writeDouble,
  string: writeString,
  bytes: writeBytes,
  int128: writeFixed(16),
  int256: writeFixed(32),
  Bool: writeBool,
  true: writeNothing,
  '#': writeInt,
};

/** How each scalar is read. */
export const scalarReaders: Readonly<Record<TlScalar, ReadValue>> = {
  int: (reader) => reader.int(),
  long: (reader) => reader.long(),
  double: (reader) => reader.double(),
  string: (reader) => reader.bytesView().toString('utf8'),
  bytes: (reader) => Buffer.from(reader.bytesView()),
  int128: (reader) => reader.raw(16),
  int256: (reader) => reader.raw(32),
  Bool: readBool,
  true: () => true,
  '#': (reader) => reader.uint(),
};
