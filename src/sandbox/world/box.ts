import type { PeerId } from '../../core/peer.js';

/** One change of a box. `pts` is the counter after it, `count` what it added. */
export type LogEntry = { readonly pts: number; readonly count: number; readonly atMs: number } & (
  | { readonly kind: 'new' | 'edit'; readonly id: number }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  | { readonly kind: 'readInbox' | 'readOutbox'; readonly peer: PeerId; readonly maxId: number }
);

/** What is logged, before the box gives it its pts. */
export type LogNews =
  | { readonly kind: 'new' | 'edit'; readonly id: number }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  | { readonly kind: 'readInbox' | 'readOutbox'; readonly peer: PeerId; readonly maxId: number };

/**
 * A sequence of message ids with its own pts: one for each account (private chats and basic groups
 * together), one for each supergroup or channel.
 * @see https://core.telegram.org/api/updates
 */
export class Box {
  readonly owner: PeerId;
  #pts = 1;
  #lastId = 0;
  readonly #numberOf = new Map<number, number>();
  readonly #idOf = new Map<number, number>();
  readonly #idsOf = new Map<PeerId, number[]>();
  readonly #log: LogEntry[] = [];

  constructor(owner: PeerId) {
    this.owner = owner;
  }

  get pts(): number {
    return this.#pts;
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** The peers that have or had messages here. */
  get peers(): IterableIterator<PeerId> {
    return this.#idsOf.keys();
  }

  /** Takes in a message of the world and gives it the next id. */
  add(number: number, peer: PeerId): number {
    this.#lastId++;
    this.#numberOf.set(this.#lastId, number);
    this.#idOf.set(number, this.#lastId);
    const ids = this.#idsOf.get(peer);
    if (ids) ids.push(this.#lastId);
    else this.#idsOf.set(peer, [this.#lastId]);
    return this.#lastId;
  }

  /** @returns the id that it had, if it was here. */
  remove(number: number, peer: PeerId): number | undefined {
    const id = this.#idOf.get(number);
    if (id === undefined) return undefined;
    this.#idOf.delete(number);
    this.#numberOf.delete(id);
    const ids = this.#idsOf.get(peer);
    ids?.splice(ids.lastIndexOf(id), 1);
    return id;
  }

  /** The world's number of a message that is still here. */
  numberOf(id: number): number | undefined {
    return this.#numberOf.get(id);
  }

  idOf(number: number): number | undefined {
    return this.#idOf.get(number);
  }

  /** Ids of the messages with a peer, ascending. */
  idsOf(peer: PeerId): readonly number[] {
    return this.#idsOf.get(peer) ?? [];
  }

  /** Moves pts on by `count` and remembers why. */
  record(news: LogNews, count: number, atMs: number): LogEntry {
    this.#pts += count;
    const entry: LogEntry = { ...news, pts: this.#pts, count, atMs };
    this.#log.push(entry);
    return entry;
  }

  get lastChangeAtMs(): number {
    return this.#log.at(-1)?.atMs ?? 0;
  }

  /** What happened after `pts`, oldest first. */
  after(pts: number): readonly LogEntry[] {
    let low = 0;
    let high = this.#log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#log[middle]?.pts ?? 0) > pts) high = middle;
      else low = middle + 1;
    }
    return this.#log.slice(low);
  }
}
