import { randomBytes, randomInt } from 'node:crypto';
import { AbridgedPacketCodec } from 'telegram/network/connection/TCPAbridged.js';
import { TCPMTProxy } from 'telegram/network/connection/TCPMTProxy.js';

/** So long is the head of every packet but a transport error, which is a number of four bytes. */
const SHORTEST_PACKET = 20;
const ERROR_BYTES = 4;
/** Packets are padded by less. */
const BLOCK = 16;

/** What GramJS reads from: bytes that are no noise any more. */
interface Reader {
  read(bytes: number): Promise<Buffer>;
}

/**
 * The padded intermediate transport, which hides the lengths of packets and which GramJS lacks.
 * @see https://core.telegram.org/mtproto/mtproto-transports#padded-intermediate
 */
class PaddedIntermediateCodec extends AbridgedPacketCodec {
  /** How the transport announces itself among the first 64 bytes. GramJS reads it off the class. */
  static override readonly obfuscateTag = Buffer.from('dddddddd', 'hex');

  override encodePacket(data: Buffer): Buffer {
    const padding = randomBytes(randomInt(BLOCK));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length + padding.length);
    return Buffer.concat([length, data, padding]);
  }

  override async readPacket(reader: Reader): Promise<Buffer> {
    const length = (await reader.read(4)).readUInt32LE(0);
    return withoutPadding(await reader.read(length));
  }
}

/** The way through an MTProxy whose secret begins with `dd`: such proxies turn other transports away. */
export class PaddedMtProxyConnection extends TCPMTProxy {
  override PacketCodecClass = PaddedIntermediateCodec;
}

/** Encrypted packets are whole blocks after their key's id; plain ones tell their length themselves. */
function withoutPadding(packet: Buffer): Buffer {
  if (packet.length < SHORTEST_PACKET) return packet.subarray(0, ERROR_BYTES);
  if (packet.readBigInt64LE(0) === 0n) return packet;
  return packet.subarray(0, packet.length - ((packet.length - 8) % BLOCK));
}
