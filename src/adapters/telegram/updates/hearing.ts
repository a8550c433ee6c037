import type { Api } from 'telegram/tl/index.js';
import type { Logger } from '../../../core/logger.js';
import type { PeerId } from '../../../core/peer.js';
import type { Push } from '../../../core/updates.js';
import type { PeerBook } from '../peers/peer-book.js';
import { heardInAnswer } from './answers.js';
import { Listeners } from './listeners.js';
import { type Heard, heardIn, tooLong } from './updates.js';

export interface HearingOptions {
  readonly peers: PeerBook;
  readonly logger: Logger;
  /** The account; undefined while nothing is to be heard. */
  readonly selfId: () => PeerId | undefined;
  /** Is the connection up, so that whoever listens takes for granted that it hears everything? */
  readonly online: () => boolean;
  /** The server's time in milliseconds. */
  readonly serverTime: () => number;
}

/** What a link tells, in its order, for whoever wants to hear it. */
export class Hearing {
  readonly #options: HearingOptions;
  readonly #pushes: Listeners<Push>;

  constructor(options: HearingOptions) {
    this.#options = options;
    this.#pushes = new Listeners(options.logger);
  }

  /** For a link's options. */
  readonly ears = {
    onUpdates: (updates: Api.TypeUpdates): void => {
      const selfId = this.#options.selfId();
      if (selfId === undefined) return;
      this.#tell(heardIn(updates, selfId));
    },
    onAnswer: (request: unknown, answer: unknown): void => {
      const { selfId: self, serverTime } = this.#options;
      const selfId = self();
      if (selfId === undefined) return;
      const serverSeconds = Math.floor(serverTime() / 1_000);
      const heard = heardInAnswer(request, answer, { selfId, serverSeconds });
      if (heard) this.#tell(heard);
    },
    /** Offline it goes without saying: whoever comes online asks what was missed. */
    onMissed: (reason: string): void => {
      if (!this.#options.online()) return;
      this.#options.logger.warn('Telegram may have told something that was not heard', { reason });
      this.#push(tooLong(reason));
    },
  };

  /** Returns the way to stop. */
  onPush(handler: (push: Push) => void): () => void {
    return this.#pushes.add(handler);
  }

  #tell({ pushes, peers }: Heard): void {
    this.#options.peers.learn(peers);
    for (const push of pushes) this.#push(push);
  }

  /** A handler that failed has missed something, and is told so. */
  #push(push: Push): void {
    const well = this.#pushes.tell(push);
    if (!well && push.kind !== 'too-long') this.#pushes.tell(tooLong('a handler failed'));
  }
}
