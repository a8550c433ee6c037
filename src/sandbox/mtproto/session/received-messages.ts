import { BoundedMap } from './bounded-map.js';

/** How many message ids of a client are remembered. */
const remembered = 1024;

/**
 * The message ids that a session has received, and the order of their sequence numbers.
 * @see https://core.telegram.org/mtproto/service_messages_about_messages
 */
export class ReceivedMessages {
  readonly #ids = new BoundedMap<bigint, true>(remembered);
  #highestId = 0n;
  #highestSequence = 0;
  /** Everything below it may have been received and forgotten. */
  #forgottenUpTo = 0n;

  has(messageId: bigint): boolean {
    return this.#ids.has(messageId);
  }

  /**
   * Takes note of a message.
   * @returns the error code of a message that cannot be taken: 20 too old to be verified, 32 a
   *   sequence number lower than that of an earlier message, 33 higher than that of a later one.
   */
  add(messageId: bigint, sequenceNumber: number): number | undefined {
    if (messageId <= this.#forgottenUpTo) return 20;
    const isOdd = sequenceNumber % 2 === 1;
    if (messageId > this.#highestId) {
      if (sequenceNumber < this.#highestSequence) return 32;
      if (isOdd && sequenceNumber === this.#highestSequence) return 32;
      this.#highestId = messageId;
      this.#highestSequence = sequenceNumber;
    } else if (sequenceNumber > this.#highestSequence) {
      return 33;
    }
    this.#remember(messageId);
    return undefined;
  }

  /** As if the message had never come. */
  forget(messageId: bigint): void {
    this.#ids.delete(messageId);
  }

  /** What is known of a message: 1 nothing any more, 2 not received, 3 not yet sent, 4 received. */
  stateOf(messageId: bigint): number {
    if (this.#ids.has(messageId)) return 4;
    if (messageId <= this.#forgottenUpTo) return 1;
    return messageId > this.#highestId ? 3 : 2;
  }

  #remember(messageId: bigint): void {
    const [oldest] = this.#ids.keys();
    const makesRoom = this.#ids.size === remembered;
    this.#ids.set(messageId, true);
    if (makesRoom && oldest !== undefined && oldest > this.#forgottenUpTo) {
      this.#forgottenUpTo = oldest;
    }
  }
}
