import type { Clock } from '../../../core/clock.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Caller } from '../caller.js';
import { dialogPages } from './dialogs.js';
import type { PeerBook } from './peer-book.js';

/** The list of dialogs is long: for ids that are not in it, it is not read again so soon. */
const DIALOGS_VALID_MS = 5 * 60_000;
/** A thousand dialogs: beyond, a chat has to be named otherwise. */
const MOST_PAGES = 10;

/**
 * Finds the access hash that belongs to an id. An id alone is no address: the account must have met the
 * peer, or have it among its chats.
 */
export class PeerFinder {
  readonly #caller: Caller;
  readonly #book: PeerBook;
  readonly #clock: Clock;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(caller: Caller, book: PeerBook, clock: Clock) {
    this.#caller = caller;
    this.#book = book;
    this.#clock = clock;
  }

  /** @throws TelegramError, NoAnswer or the signal's reason when the dialogs could not be read */
  async find(id: PeerId, signal: AbortSignal): Promise<KnownPeer | undefined> {
    const known = await this.#book.get(id);
    if (known || this.#clock.now() < this.#readAt + DIALOGS_VALID_MS) return known;
    let pages = 0;
    for await (const { peers } of dialogPages(this.#caller, signal)) {
      this.#book.learn(peers);
      const found = peers.find((peer) => peer.id === id);
      if (found) return found;
      pages++;
      if (pages === MOST_PAGES) break;
    }
    this.#readAt = this.#clock.now();
    return undefined;
  }
}
