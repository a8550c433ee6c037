import { ByteReader } from '../codec/byte-reader.js';
import { gzipPackedId, messageContainerId } from '../codec/constructor-ids.js';
import { gunzip } from '../codec/decoder.js';
import { TlError } from '../codec/tl-error.js';

/** One message of a client, on its own or out of a container. */
export interface IncomingMessage {
  readonly messageId: bigint;
  readonly sequenceNumber: number;
  readonly body: Buffer;
}

/** No client puts more into one container. */
const mostInContainer = 1024;

function constructorOf(body: Buffer): number {
  return body.length < 4 ? 0 : body.readUInt32LE(0);
}

function unpacked(body: Buffer): Buffer {
  if (constructorOf(body) !== gzipPackedId) return body;
  const reader = new ByteReader(body);
  reader.uint();
  return gunzip(reader.bytesView());
}

/**
 * Takes a packet's message apart.
 * @returns the messages of the container in their order, or the message itself.
 * @throws TlError when the container is malformed: cut short, too long, or inside another.
 */
export function messagesIn(outer: IncomingMessage): {
  isContainer: boolean;
  messages: IncomingMessage[];
} {
  const body = unpacked(outer.body);
  if (constructorOf(body) !== messageContainerId) {
    return { isContainer: false, messages: [{ ...outer, body }] };
  }
  const reader = new ByteReader(body);
  reader.uint();
  const count = reader.uint();
  if (count > mostInContainer) throw new TlError(`a container of ${count} messages`);
  const messages: IncomingMessage[] = [];
  for (let index = 0; index < count; index++) {
    const messageId = reader.long();
    const sequenceNumber = reader.uint();
    const inner = unpacked(reader.view(reader.uint()));
    if (constructorOf(inner) === messageContainerId) {
      throw new TlError('a container inside a container');
    }
    messages.push({ messageId, sequenceNumber, body: inner });
  }
  return { isContainer: true, messages };
}
