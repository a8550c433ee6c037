import { crc32 } from 'node:zlib';
import { checkedLength, type Framing, PendingBytes, TransportError, takeAll } from './framing.js';

/** Length, sequence number and checksum: twelve bytes around each packet. */
const overhead = 12;

/** The full transport: each packet carries its length, its number and a CRC32. */
export class FullFraming implements Framing {
  readonly #pending = new PendingBytes();
  #received = 0;
  #sent = 0;

  push(chunk: Buffer): Buffer[] {
    this.#pending.append(chunk);
    return takeAll(() => this.#takeOne());
  }

  wrap(packet: Buffer): Buffer {
    const framed = Buffer.allocUnsafe(packet.length + overhead);
    framed.writeUInt32LE(framed.length, 0);
    framed.writeUInt32LE(this.#sent++, 4);
    packet.copy(framed, 8);
    framed.writeUInt32LE(crc32(framed.subarray(0, -4)), framed.length - 4);
    return framed;
  }

  #takeOne(): Buffer | undefined {
    if (this.#pending.length < 8) return undefined;
    const length = checkedLength(this.#pending.peek(4).readUInt32LE(0));
    if (length < overhead) throw new TransportError(`a full packet of ${length} bytes`);
    if (this.#pending.length < length) return undefined;
    const framed = this.#pending.take(length);
    const number = framed.readUInt32LE(4);
    if (number !== this.#received) {
      throw new TransportError(`packet ${number} came where ${this.#received} was due`);
    }
    this.#received += 1;
    if (crc32(framed.subarray(0, -4)) !== framed.readUInt32LE(length - 4)) {
      throw new TransportError('the checksum of a full packet is wrong');
    }
    return framed.subarray(8, -4);
  }
}
