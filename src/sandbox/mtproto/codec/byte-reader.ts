import { TlError } from './tl-error.js';

/** Reads the scalars of TL from a buffer. Every method throws TlError at the buffer's end. */
export class ByteReader {
  #position = 0;

  constructor(readonly buffer: Buffer) {}

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.buffer.length - this.#position;
  }

  int(): number {
    return this.buffer.readInt32LE(this.#advance(4));
  }

  uint(): number {
    return this.buffer.readUInt32LE(this.#advance(4));
  }

  long(): bigint {
    return this.buffer.readBigInt64LE(this.#advance(8));
  }

  double(): number {
    return this.buffer.readDoubleLE(this.#advance(8));
  }

  /** A copy, so that a small field does not keep its whole packet in memory. */
  raw(size: number): Buffer {
    return Buffer.from(this.view(size));
  }

  /** Bytes without copying them. */
  view(size: number): Buffer {
    const at = this.#advance(size);
    return this.buffer.subarray(at, at + size);
  }

  /** A TL string's bytes, as a view. */
  bytesView(): Buffer {
    let size = this.buffer.readUInt8(this.#advance(1));
    let header = 1;
    if (size === 254) {
      size = this.buffer.readUIntLE(this.#advance(3), 3);
      header = 4;
    } else if (size === 255) {
      throw new TlError('a string begins with 255, which has no meaning');
    }
    const bytes = this.view(size);
    this.#advance(-(header + size) & 3);
    return bytes;
  }

  #advance(size: number): number {
    const at = this.#position;
    if (size < 0 || at + size > this.buffer.length) {
      throw new TlError(`needs ${size} bytes, ${this.buffer.length - at} are left`);
    }
    this.#position = at + size;
    return at;
  }
}
