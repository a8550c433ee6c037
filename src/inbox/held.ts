import type { Incoming } from '../core/incoming.js';
import type { PeerId } from '../core/peer.js';
import type { Push, Update } from '../core/updates.js';
import type { Step } from './sequences.js';

/** A sequence of its own: the common ones, the one of pushes, or a channel's. */
export type SequenceId = 'pts' | 'qts' | 'seq' | PeerId;

/** A pushed update that is not in the database yet. */
export interface Waiting extends Step {
  /** Counts up as they come. */
  readonly arrival: number;
  readonly incoming?: Incoming;
  /** Only of pushes: their date, in Telegram's seconds. */
  readonly date?: number;
}

/** What was pushed and is not in the database yet: on its way there, or waiting for a gap to close. */
export class Held {
  readonly #waiting = new Map<SequenceId, Waiting[]>();
  #size = 0;
  #arrivals = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** How many have ever come. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** The sequences of which something is here. */
  get sequences(): readonly SequenceId[] {
    return [...this.#waiting.keys()];
  }

  addUpdate({ sequence, pts, count, incoming }: Extract<Update, { kind: 'sequenced' }>): void {
    const id = sequence.of === 'channel' ? sequence.channel : sequence.of;
    this.#add(id, { pts, count, ...(incoming && { incoming }) });
  }

  /** Notes a push's own numbers. */
  addPush({ seqStart, seq, date }: Extract<Push, { kind: 'updates' }>): void {
    if (seq > 0) this.#add('seq', { pts: seq, count: seq - (seqStart || seq) + 1, date });
  }

  /** Takes all of a sequence out. */
  take(id: SequenceId): readonly Waiting[] {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    this.#size -= waiting.length;
    return waiting;
  }

  /** Puts back what was taken out. */
  putBack(id: SequenceId, waiting: readonly Waiting[]): void {
    if (waiting.length === 0) return;
    this.#waiting.set(id, [...waiting, ...(this.#waiting.get(id) ?? [])]);
    this.#size += waiting.length;
  }

  /** Forgets everything. @returns the sequences of which something was here */
  drop(): readonly SequenceId[] {
    const ids = this.sequences;
    this.#waiting.clear();
    this.#size = 0;
    return ids;
  }

  /** Where a sequence stood before the first that is here; undefined when nothing is. */
  startOf(id: SequenceId): number | undefined {
    const starts = (this.#waiting.get(id) ?? []).map(({ pts, count }) => pts - count);
    return starts.length === 0 ? undefined : starts.reduce((a, b) => Math.min(a, b));
  }

  #add(id: SequenceId, update: Omit<Waiting, 'arrival'>): void {
    this.#arrivals++;
    this.#size++;
    const waiting = this.#waiting.get(id);
    const entry = { ...update, arrival: this.#arrivals };
    if (waiting) waiting.push(entry);
    else this.#waiting.set(id, [entry]);
  }
}
