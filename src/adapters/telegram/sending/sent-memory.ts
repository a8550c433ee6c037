import type { PeerId } from '../../../core/peer.js';

interface Remembered {
  readonly messageIds: readonly number[];
  readonly sentAt: number;
}

/** A sender repeats at once or after a restart: more need not be remembered. */
const REMEMBERED = 200;

/** What this process has sent lately, by random id. */
export class SentMemory {
  readonly #sent = new Map<string, Remembered>();

  get(peer: PeerId, randomId: bigint): Remembered | undefined {
    return this.#sent.get(`${peer} ${randomId}`);
  }

  put(peer: PeerId, randomId: bigint, sent: Remembered): void {
    this.#sent.set(`${peer} ${randomId}`, sent);
    if (this.#sent.size <= REMEMBERED) return;
    const oldest = this.#sent.keys().next();
    if (!oldest.done) this.#sent.delete(oldest.value);
  }
}
