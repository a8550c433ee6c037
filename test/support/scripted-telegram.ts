import type { Clock } from '../../src/core/clock.js';
import type {
  ConnectionState,
  Delivery,
  HistoryMessage,
  Messenger,
} from '../../src/core/messenger.js';
import type { Outcome } from '../../src/core/outcome.js';
import type { PeerId } from '../../src/core/peer.js';

/** One call of `deliver`. */
export interface Delivered extends Delivery {
  readonly at: number;
}

/** What Telegram holds. */
export interface Arrived {
  readonly id: number;
  readonly at: number;
  readonly peer: PeerId;
  readonly text: string;
  readonly randomId: bigint;
}

/** `lost-answer`: it arrives, but nobody hears so; `lost`: neither. */
export type Fate = Outcome | 'lost-answer' | 'lost' | ((signal: AbortSignal) => Promise<Outcome>);

/** A Telegram that does as the test says, one delivery after the other; after that, everything arrives. */
export class ScriptedTelegram
  implements Pick<Messenger, 'connection' | 'onConnection' | 'deliver' | 'history'>
{
  connection: ConnectionState = 'online';
  readonly deliveries: Delivered[] = [];
  readonly arrived: Arrived[] = [];
  readonly fates: Fate[] = [];
  historyFails: Error | undefined;
  /** Forgets random ids: a repeated one makes a second message. */
  forgetful = false;
  readonly #clock: Clock;
  readonly #watchers = new Set<(state: ConnectionState) => void>();
  #inFlight = 0;
  mostInFlight = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    this.deliveries.push({ ...delivery, at: this.#clock.now() });
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    try {
      const fate = this.fates.shift();
      if (fate === undefined) return this.#arrive(delivery);
      if (typeof fate === 'function') return await fate(signal);
      if (fate === 'lost') return { status: 'unknown', code: 'DEADLINE' };
      if (fate !== 'lost-answer') return fate;
      this.#arrive(delivery);
      return { status: 'unknown', code: 'DEADLINE' };
    } finally {
      this.#inFlight--;
    }
  }

  async history(
    peer: PeerId,
    { limit, beforeId = Number.POSITIVE_INFINITY }: { limit: number; beforeId?: number },
  ): Promise<readonly HistoryMessage[]> {
    if (this.historyFails) throw this.historyFails;
    return this.arrived
      .filter((message) => message.peer === peer && message.id < beforeId)
      .toReversed()
      .slice(0, limit)
      .map(({ id, at, text }) => ({ id, at, text, own: true }));
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    this.#watchers.add(handler);
    return () => this.#watchers.delete(handler);
  }

  turn(state: ConnectionState): void {
    this.connection = state;
    for (const handler of this.#watchers) handler(state);
  }

  /** Whoever still listens. */
  get watchers(): number {
    return this.#watchers.size;
  }

  /** The account says something from another device. */
  say(peer: PeerId, text: string): void {
    const at = Math.floor(this.#clock.now() / 1_000) * 1_000;
    this.arrived.push({ id: this.arrived.length + 1, at, peer, text, randomId: 0n });
  }

  get texts(): readonly string[] {
    return this.arrived.map(({ text }) => text);
  }

  #arrive({ peer, content, randomIds }: Delivery): Outcome {
    const [randomId = 0n] = randomIds;
    const known = this.arrived.find((message) => message.randomId === randomId);
    const duplicate = known !== undefined && !this.forgetful;
    const at = Math.floor(this.#clock.now() / 1_000) * 1_000;
    const message = duplicate
      ? known
      : { id: this.arrived.length + 1, at, peer, text: content.text, randomId };
    if (!duplicate) this.arrived.push(message);
    return { status: 'sent', messageIds: [message.id], sentAt: message.at, duplicate };
  }
}
