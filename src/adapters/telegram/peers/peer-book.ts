import type { Clock } from '../../../core/clock.js';
import type { Logger } from '../../../core/logger.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer, PeerStore } from '../../../core/peers.js';

/** So many are kept in memory, the longest unused dropped first. */
const REMEMBERED = 1_000;
/** News are written together, so long after the first. */
const BATCH_MS = 1_000;

/**
 * The peer store, with what was heard last in memory: updates repeat the same few peers all day, and only
 * news are written, in batches.
 */
export class PeerBook {
  readonly #store: PeerStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #known = new Map<PeerId, KnownPeer>();
  readonly #news = new Map<PeerId, KnownPeer>();
  #writing: Promise<void> = Promise.resolve();
  #timer: AbortController | undefined;

  constructor(store: PeerStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  async get(id: PeerId): Promise<KnownPeer | undefined> {
    const known = this.#known.get(id);
    if (known) {
      this.#remember(known);
      return known;
    }
    const stored = await this.#store.get(id);
    if (stored) this.#remember(stored);
    return stored;
  }

  async byUsername(username: string): Promise<KnownPeer | undefined> {
    const wanted = username.toLowerCase();
    for (const peer of this.#news.values()) {
      if (peer.username?.toLowerCase() === wanted) return peer;
    }
    return this.#store.byUsername(username);
  }

  /** Notes what was heard; it is written a little later. */
  learn(peers: readonly KnownPeer[]): void {
    for (const peer of peers) {
      if (same(this.#known.get(peer.id), peer)) continue;
      this.#remember(peer);
      this.#news.set(peer.id, peer);
    }
    if (this.#news.size > 0 && !this.#timer) this.#schedule();
  }

  /** Drops what is remembered, and what was to be written; a write that is under way is waited for. */
  async forget(id: PeerId): Promise<void> {
    this.#known.delete(id);
    this.#news.delete(id);
    await this.#writing;
  }

  /** Writes what is not written yet. A store that fails is logged: the next news try again. */
  flush(): Promise<void> {
    this.#timer?.abort();
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const news = [...this.#news.values()];
    if (news.length === 0) return;
    this.#news.clear();
    try {
      await this.#store.save(news);
    } catch (error) {
      for (const peer of news) if (!this.#news.has(peer.id)) this.#news.set(peer.id, peer);
      this.#logger.warn('peers could not be stored', { count: news.length, error: String(error) });
    }
  }

  #schedule(): void {
    const timer = new AbortController();
    this.#timer = timer;
    this.#clock.sleepUntil(this.#clock.now() + BATCH_MS, timer.signal).then(
      () => this.flush(),
      () => undefined,
    );
  }

  #remember(peer: KnownPeer): void {
    this.#known.delete(peer.id);
    this.#known.set(peer.id, peer);
    if (this.#known.size <= REMEMBERED) return;
    const oldest = this.#known.keys().next();
    if (!oldest.done) this.#known.delete(oldest.value);
  }
}

function same(a: KnownPeer | undefined, b: KnownPeer): boolean {
  return (
    a?.accessHash === b.accessHash &&
    a.title === b.title &&
    a.username === b.username &&
    a.kind === b.kind &&
    a.bot === b.bot
  );
}
