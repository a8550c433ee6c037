import type { PeerId } from '../../core/peer.js';

/** That somebody was seen typing. */
export interface Typing {
  readonly userId: number;
  /** The group, or the person written to. */
  readonly peer: PeerId;
  readonly topicId?: number;
  readonly atMs: number;
}

/** Older ones are forgotten: it is a signal, not a fact. */
const REMEMBERED = 1_000;

/** Who was seen typing lately. Telegram keeps none of it, and a restart forgets it. */
export class Typings {
  #latest: Typing[] = [];
  #count = 0;

  /** How often anybody was. */
  get count(): number {
    return this.#count;
  }

  /** The last thousand, oldest first. */
  get latest(): readonly Typing[] {
    return this.#latest;
  }

  add(typing: Typing): void {
    this.#count++;
    this.#latest = [...this.#latest.slice(1 - REMEMBERED), typing];
  }
}
