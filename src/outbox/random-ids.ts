import { randomBytes } from 'node:crypto';

/**
 * A client message id: what lets a retry be told from a second message. Signed 64 bits, never zero.
 * @see https://core.telegram.org/method/messages.sendMessage
 */
export function makeRandomId(): bigint {
  for (;;) {
    const id = randomBytes(8).readBigInt64BE();
    if (id !== 0n) return id;
  }
}
