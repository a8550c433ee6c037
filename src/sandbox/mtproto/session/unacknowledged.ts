import type { OutgoingMessage } from './outgoing-message.js';

/** What a client may leave unacknowledged before the oldest is given up. */
const mostMessages = 1000;
const mostBytes = 8 * 1024 * 1024;

/** The server's messages that a client must acknowledge and has not yet. */
export class Unacknowledged {
  readonly #messages = new Map<bigint, OutgoingMessage>();
  #bytes = 0;

  get size(): number {
    return this.#messages.size;
  }

  get(messageId: bigint): OutgoingMessage | undefined {
    return this.#messages.get(messageId);
  }

  add(message: OutgoingMessage): void {
    this.#messages.set(message.messageId, message);
    this.#bytes += message.body.length;
    for (const oldest of this.#messages.keys()) {
      if (this.#messages.size <= mostMessages && this.#bytes <= mostBytes) break;
      this.delete(oldest);
    }
  }

  delete(messageId: bigint): void {
    const message = this.#messages.get(messageId);
    if (!message) return;
    this.#messages.delete(messageId);
    this.#bytes -= message.body.length;
  }

  clear(): void {
    this.#messages.clear();
    this.#bytes = 0;
  }

  /** In the order in which they were sent. */
  all(): OutgoingMessage[] {
    return [...this.#messages.values()];
  }
}
