import { randomBytes, randomInt } from 'node:crypto';
import { checkedLength, type Framing, PendingBytes, takeAll } from './framing.js';

/** The intermediate transport: four bytes of length before each packet. */
export class IntermediateFraming implements Framing {
  readonly #pending = new PendingBytes();

  push(chunk: Buffer): Buffer[] {
    this.#pending.append(chunk);
    return takeAll(() => this.#takeOne());
  }

  wrap(packet: Buffer): Buffer {
    const header = Buffer.allocUnsafe(4);
    header.writeUInt32LE(packet.length, 0);
    return Buffer.concat([header, packet]);
  }

  #takeOne(): Buffer | undefined {
    if (this.#pending.length < 4) return undefined;
    // The top bit asks for a quick acknowledgement, which a server may leave out.
    const length = checkedLength(this.#pending.peek(4).readUInt32LE(0) & 0x7fffffff);
    if (this.#pending.length < 4 + length) return undefined;
    this.#pending.take(4);
    return this.#pending.take(length);
  }
}

/** The intermediate transport with up to 15 random bytes at the end of each packet. */
export class PaddedIntermediateFraming extends IntermediateFraming {
  override wrap(packet: Buffer): Buffer {
    // A transport error is known by its four bytes: it stays unpadded.
    const padding = packet.length === 4 ? 0 : randomInt(16);
    return super.wrap(Buffer.concat([packet, randomBytes(padding)]));
  }
}
