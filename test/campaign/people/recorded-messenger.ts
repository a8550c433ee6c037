import { VirtualMessenger } from '../../../src/adapters/virtual/messenger.js';
import type { Clock } from '../../../src/core/clock.js';
import type { Delivery, HistoryMessage } from '../../../src/core/messenger.js';
import type { Outcome } from '../../../src/core/outcome.js';
import type { PeerId } from '../../../src/core/peer.js';
import type { Claim } from './story.js';

/** What one life of the daemon asked of Telegram, as far as the judge looks at it. */
export class Asked {
  readonly claims: Claim[] = [];
  readonly #clock: Clock;
  readonly #tried = new Set<bigint>();
  /** From when to when a history was read last. */
  #read: { readonly peer: PeerId; readonly from: number; to: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  delivers({ peer, content, randomIds: [randomId = 0n] }: Delivery): void {
    const now = this.#clock.now();
    // What is in doubt is looked for after the guard was asked, and before it is sent again.
    const looked = this.#tried.has(randomId) && this.#read?.peer === peer && this.#read.to === now;
    const at = looked && this.#read ? this.#read.from : now;
    this.#tried.add(randomId);
    this.claims.push({ at, peer, text: content.text, randomId });
  }

  async reads<T>(peer: PeerId, reading: Promise<T>): Promise<T> {
    const now = this.#clock.now();
    const goesOn = this.#read?.peer === peer && this.#read.to === now;
    const from = goesOn && this.#read ? this.#read.from : now;
    try {
      return await reading;
    } finally {
      this.#read = { peer, from, to: this.#clock.now() };
    }
  }
}

/** A virtual messenger whose deliveries are written down with the moment of their claim. */
export class RecordedMessenger extends VirtualMessenger {
  readonly #asked: Asked;

  constructor(asked: Asked, ...how: ConstructorParameters<typeof VirtualMessenger>) {
    super(...how);
    this.#asked = asked;
  }

  override deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    this.#asked.delivers(delivery);
    return super.deliver(delivery, signal);
  }

  override history(
    ...asked: Parameters<VirtualMessenger['history']>
  ): Promise<readonly HistoryMessage[]> {
    return this.#asked.reads(asked[0], super.history(...asked));
  }
}
