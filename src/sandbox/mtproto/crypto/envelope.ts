import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { sha256 } from './hash.js';
import { decryptIge, encryptIge } from './ige.js';

/** Who encrypted it: the key's parts that are used differ. */
type Direction = 'from-client' | 'from-server';

/** A decrypted message of the outermost level. */
export interface OpenedMessage {
  readonly salt: bigint;
  readonly sessionId: bigint;
  readonly messageId: bigint;
  readonly sequenceNumber: number;
  readonly body: Buffer;
}

/** Salt, session, message id, sequence number and length. */
const innerHeaderLength = 32;
const outerHeaderLength = 24;

function keyPart(key: Buffer, direction: Direction, from: number, length: number): Buffer {
  const start = from + (direction === 'from-client' ? 0 : 8);
  return key.subarray(start, start + length);
}

function messageKey(key: Buffer, padded: Buffer, direction: Direction): Buffer {
  return sha256(keyPart(key, direction, 88, 32), padded).subarray(8, 24);
}

function aesParameters(key: Buffer, msgKey: Buffer, direction: Direction) {
  const a = sha256(msgKey, keyPart(key, direction, 0, 36));
  const b = sha256(keyPart(key, direction, 40, 36), msgKey);
  return {
    key: Buffer.concat([a.subarray(0, 8), b.subarray(8, 24), a.subarray(24, 32)]),
    iv: Buffer.concat([b.subarray(0, 8), a.subarray(8, 24), b.subarray(24, 32)]),
  };
}

/** The id of the key that a packet is encrypted with, signed; 0 for a plain one. */
export function packetKeyId(packet: Buffer): bigint {
  return packet.readBigInt64LE(0);
}

/**
 * Decrypts a packet by the rules of MTProto 2.0.
 * @returns undefined when the packet was not made with this key or was tampered with.
 * @see https://core.telegram.org/mtproto/description
 */
export function openMessage(
  packet: Buffer,
  key: Buffer,
  direction: Direction = 'from-client',
): OpenedMessage | undefined {
  const encrypted = packet.subarray(outerHeaderLength);
  // The padded transport adds bytes that belong to no block.
  const whole = encrypted.subarray(0, encrypted.length & ~15);
  if (whole.length <= innerHeaderLength) return undefined;
  const msgKey = packet.subarray(8, outerHeaderLength);
  const aes = aesParameters(key, msgKey, direction);
  const plain = decryptIge(whole, aes.key, aes.iv);
  if (!timingSafeEqual(msgKey, messageKey(key, plain, direction))) return undefined;
  const length = plain.readUInt32LE(28);
  const padding = plain.length - innerHeaderLength - length;
  if (length % 4 !== 0 || padding < 12 || padding > 1024) return undefined;
  return {
    salt: plain.readBigInt64LE(0),
    sessionId: plain.readBigInt64LE(8),
    messageId: plain.readBigInt64LE(16),
    sequenceNumber: plain.readUInt32LE(24),
    body: plain.subarray(innerHeaderLength, innerHeaderLength + length),
  };
}

/** Encrypts a message for the client (or, in tests, for the server). */
export function sealMessage(
  message: OpenedMessage,
  key: { readonly id: bigint; readonly key: Buffer },
  direction: Direction = 'from-server',
): Buffer {
  const header = Buffer.allocUnsafe(innerHeaderLength);
  header.writeBigInt64LE(BigInt.asIntN(64, message.salt), 0);
  header.writeBigInt64LE(BigInt.asIntN(64, message.sessionId), 8);
  header.writeBigInt64LE(message.messageId, 16);
  header.writeUInt32LE(message.sequenceNumber, 24);
  header.writeUInt32LE(message.body.length, 28);
  const unpadded = innerHeaderLength + message.body.length;
  const padding = 12 + (-(unpadded + 12) & 15) + 16 * randomInt(4);
  const plain = Buffer.concat([header, message.body, randomBytes(padding)]);
  const msgKey = messageKey(key.key, plain, direction);
  const aes = aesParameters(key.key, msgKey, direction);
  const keyId = Buffer.allocUnsafe(8);
  keyId.writeBigInt64LE(key.id);
  return Buffer.concat([keyId, msgKey, encryptIge(plain, aes.key, aes.iv)]);
}

/** A packet without encryption, as the key exchange uses it. */
export function plainPacket(messageId: bigint, body: Buffer): Buffer {
  const header = Buffer.alloc(20);
  header.writeBigInt64LE(messageId, 8);
  header.writeUInt32LE(body.length, 16);
  return Buffer.concat([header, body]);
}

/** The body of a packet without encryption. @returns undefined when it is cut short. */
export function openPlainPacket(packet: Buffer): Buffer | undefined {
  if (packet.length < 20) return undefined;
  const length = packet.readUInt32LE(16);
  if (20 + length > packet.length) return undefined;
  return packet.subarray(20, 20 + length);
}
