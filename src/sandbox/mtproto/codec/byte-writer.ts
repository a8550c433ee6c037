/** A growing buffer that writes the scalars of TL, little-endian. */
export class ByteWriter {
  #buffer: Buffer;
  #length = 0;

  /** @param capacity bytes reserved at the start. */
  constructor(capacity = 512) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** The written bytes; valid until the next write. */
  result(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  int(value: number): void {
    const at = this.#reserve(4);
    this.#buffer.writeInt32LE(value | 0, at);
  }

  long(value: bigint): void {
    const at = this.#reserve(8);
    this.#buffer.writeBigInt64LE(BigInt.asIntN(64, value), at);
  }

  double(value: number): void {
    const at = this.#reserve(8);
    this.#buffer.writeDoubleLE(value, at);
  }

  raw(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#buffer.set(bytes, at);
  }

  /** A TL string: its length in 1 or 4 bytes, the bytes, zeros up to a multiple of four. */
  bytes(bytes: Uint8Array): void {
    const header = bytes.length < 254 ? 1 : 4;
    const padding = -(header + bytes.length) & 3;
    const at = this.#reserve(header + bytes.length + padding);
    if (header === 1) this.#buffer[at] = bytes.length;
    else this.#buffer.writeUInt32LE(((bytes.length << 8) | 254) >>> 0, at);
    this.#buffer.set(bytes, at + header);
    this.#buffer.fill(0, at + header + bytes.length, this.#length);
  }

  /** Overwrites four bytes written earlier: a flags word whose bits are known only afterwards. */
  patchInt(at: number, value: number): void {
    this.#buffer.writeInt32LE(value | 0, at);
  }

  #reserve(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#length, this.#buffer.length * 2));
      this.#buffer.copy(grown, 0, 0, at);
      this.#buffer = grown;
    }
    return at;
  }
}
