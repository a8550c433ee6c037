import { ByteWriter } from '../codec/byte-writer.js';
import { messageContainerId } from '../codec/constructor-ids.js';

/** A message of the server, as it stands in a packet or in a container. */
export interface OutgoingMessage {
  readonly messageId: bigint;
  readonly sequenceNumber: number;
  readonly body: Buffer;
}

/** @returns the body of a `msg_container`. */
export function containerBody(messages: readonly OutgoingMessage[]): Buffer {
  const writer = new ByteWriter();
  writer.int(messageContainerId);
  writer.int(messages.length);
  for (const message of messages) {
    writer.long(message.messageId);
    writer.int(message.sequenceNumber);
    writer.int(message.body.length);
    writer.raw(message.body);
  }
  return writer.result();
}
