/**
 * Cuts a stream of bytes into packets and wraps packets for the way back.
 * @see https://core.telegram.org/mtproto/mtproto-transports
 */
export interface Framing {
  /**
   * Takes the bytes that arrived and returns the packets that are complete by now.
   * @throws TransportError when the stream follows no rule of this transport.
   */
  push(chunk: Buffer): Buffer[];
  /** The packet as it goes over the wire. */
  wrap(packet: Buffer): Buffer;
}

/** The stream is broken: nothing after it can be understood. */
export class TransportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TransportError';
  }
}

/** No honest packet is longer: a container holds at most a megabyte. */
export const longestPacket = 2 * 1024 * 1024;

/** Bytes that wait for the rest of their packet. */
export class PendingBytes {
  #bytes: Buffer = Buffer.alloc(0);

  get length(): number {
    return this.#bytes.length;
  }

  append(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
  }

  /** Looks at the first bytes without taking them. */
  peek(size: number): Buffer {
    return this.#bytes.subarray(0, size);
  }

  /** Takes the first bytes. */
  take(size: number): Buffer {
    const taken = this.#bytes.subarray(0, size);
    this.#bytes = this.#bytes.subarray(size);
    return taken;
  }
}

/** Takes packets as long as `takeOne` finds a complete one. */
export function takeAll(takeOne: () => Buffer | undefined): Buffer[] {
  const packets: Buffer[] = [];
  for (let packet = takeOne(); packet !== undefined; packet = takeOne()) packets.push(packet);
  return packets;
}

/** @throws TransportError for a length that no packet has. */
export function checkedLength(length: number): number {
  if (length < 4 || length > longestPacket) {
    throw new TransportError(`a packet of ${length} bytes: the stream is broken`);
  }
  return length;
}
