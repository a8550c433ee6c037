import { BinaryReader } from 'telegram/extensions/BinaryReader.js';
import { coreObjects, MessageContainer, TLMessage } from 'telegram/tl/core/index.js';

/**
 * Lets GramJS read a container whose parts it can't read all. By itself it drops the whole container for one
 * of them, and every answer and update in it. Calling it again changes nothing.
 * @see https://core.telegram.org/mtproto/service_messages#containers
 */
export function readContainersLeniently(): void {
  coreObjects.set(MessageContainer.CONSTRUCTOR_ID, LenientContainer);
}

class LenientContainer extends MessageContainer {
  /** A part that could not be read has a promise that rejects in its object's place. */
  static override async fromReader(reader: BinaryReader): Promise<MessageContainer> {
    const parts: TLMessage[] = [];
    for (let left = reader.readInt(); left > 0; left--) {
      const id = reader.readLong();
      const seqNo = reader.readInt();
      const body = reader.read(reader.readInt());
      parts.push(new TLMessage(id, seqNo, readPart(body)));
    }
    return new MessageContainer(parts);
  }
}

/** With a reader of its own: what is too short does not go on into the next part. */
function readPart(body: Buffer): unknown {
  try {
    const part: unknown = new BinaryReader(body).tgReadObject();
    return part instanceof Promise ? waiting(part) : part;
  } catch (error) {
    return waiting(Promise.reject(error));
  }
}

/** Parts are looked at one after the other: until its turn, a failed one is nobody's error. */
function waiting(part: Promise<unknown>): Promise<unknown> {
  part.catch(() => undefined);
  return part;
}
