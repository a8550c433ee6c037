import type { LiveEvent } from '../../core/events.js';
import type { PeerId } from '../../core/peer.js';
import { ENDS } from './label-lists.js';

/** Chats and answers that are remembered; the oldest go first. */
const MOST_REMEMBERED = 500;

/** Finds out, from live events alone, how long people waited for an answer. */
export class AnswerTimes {
  /** When somebody else wrote last, by chat. */
  readonly #heardAt = new Map<PeerId, number>();
  /** When that was, of answers on their way, by their number. */
  readonly #answering = new Map<number, number>();

  /** @returns how long the answer took that this event tells of, in milliseconds; undefined for all else */
  hear(event: LiveEvent): number | undefined {
    if (event.type === 'heard') {
      // The account's own word is an answer, or makes one needless.
      if (event.own) this.#heardAt.delete(event.peer);
      else remember(this.#heardAt, event.peer, event.at);
      return undefined;
    }
    if (event.type !== 'intent' || event.service !== 'reply') return undefined;
    const { id, peer, state, at } = event;
    const heardAt = this.#answering.get(id);
    if (state === 'queued' && heardAt === undefined) {
      const last = this.#heardAt.get(peer);
      if (last !== undefined) remember(this.#answering, id, last);
    }
    if (!(ENDS as readonly string[]).includes(state)) return undefined;
    this.#answering.delete(id);
    return state === 'sent' && heardAt !== undefined ? Math.max(0, at - heardAt) : undefined;
  }
}

function remember<K>(memory: Map<K, number>, key: K, at: number): void {
  // Anew at its end: what was heard of last is forgotten last.
  memory.delete(key);
  memory.set(key, at);
  const [oldest] = memory.keys();
  if (memory.size > MOST_REMEMBERED && oldest !== undefined) memory.delete(oldest);
}
