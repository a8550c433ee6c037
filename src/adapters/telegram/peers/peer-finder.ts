import type { Clock } from '../../../core/clock.js';
import type { PeerId, Sighting } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Push } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { dialogPages } from './dialogs.js';
import type { PeerBook } from './peer-book.js';
import { askSeen, Sightings } from './sightings.js';

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
  readonly #sightings = new Sightings();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(caller: Caller, book: PeerBook, clock: Clock) {
    this.#caller = caller;
    this.#book = book;
    this.#clock = clock;
  }

  /** Notes where people are seen: in chats, strangers can be found by what they said. */
  see(push: Push): void {
    this.#sightings.note(push);
  }

  /**
   * @param seenIn a message of a person's, where one is known
   * @throws TelegramError, NoAnswer or the signal's reason when Telegram could not be asked
   */
  async find(
    id: PeerId,
    signal: AbortSignal,
    seenIn: Sighting | undefined = this.#sightings.of(id),
  ): Promise<KnownPeer | undefined> {
    const known = (await this.#book.get(id)) ?? (await this.#seen(id, seenIn, signal));
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

  async #seen(
    id: PeerId,
    seenIn: Sighting | undefined,
    signal: AbortSignal,
  ): Promise<KnownPeer | undefined> {
    const chat = seenIn && (await this.#book.get(seenIn.peer));
    if (!chat || id <= 0) return undefined;
    const { messageId } = seenIn;
    const peers = await askSeen(this.#caller, id, { chat, messageId }, signal);
    this.#book.learn(peers);
    return peers.find((peer) => peer.id === id);
  }
}
