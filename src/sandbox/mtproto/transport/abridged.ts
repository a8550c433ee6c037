import { checkedLength, type Framing, PendingBytes, takeAll } from './framing.js';

/** The abridged transport: the length in words of four bytes, in one byte or, from 127, in four. */
export class AbridgedFraming implements Framing {
  readonly #pending = new PendingBytes();

  push(chunk: Buffer): Buffer[] {
    this.#pending.append(chunk);
    return takeAll(() => this.#takeOne());
  }

  wrap(packet: Buffer): Buffer {
    const words = packet.length >>> 2;
    if (words < 0x7f) return Buffer.concat([Buffer.of(words), packet]);
    const header = Buffer.of(0x7f, 0, 0, 0);
    header.writeUIntLE(words, 1, 3);
    return Buffer.concat([header, packet]);
  }

  #takeOne(): Buffer | undefined {
    if (this.#pending.length < 1) return undefined;
    // The top bit asks for a quick acknowledgement, which a server may leave out.
    let words = this.#pending.peek(1).readUInt8(0) & 0x7f;
    let header = 1;
    if (words === 0x7f) {
      if (this.#pending.length < 4) return undefined;
      words = this.#pending.peek(4).readUIntLE(1, 3);
      header = 4;
    }
    const length = checkedLength(words * 4);
    if (this.#pending.length < header + length) return undefined;
    this.#pending.take(header);
    return this.#pending.take(length);
  }
}
