import type { Decision } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import type { Outcome } from '../core/outcome.js';
import type { PeerId } from '../core/peer.js';
import { backoffMs } from '../lib/backoff.js';
import { Gates } from './gates.js';
import { RETRY } from './settle.js';

/** A picked batch is thrown away after so long: what became due since may come first. */
const BATCH_FRESH_MS = 1_000;
/** And after this, when something new was proposed: picking for each of a thousand proposals would cost more than it gains. */
const BATCH_FRESH_AFTER_NEWS_MS = 100;

/**
 * What a lane's sender remembers between two turns, to ask the database less. All of it can be
 * forgotten at any time.
 */
export class LaneMemory {
  readonly gates = new Gates();
  #batch: Intent[] = [];
  #pickedAt = Number.NEGATIVE_INFINITY;
  #news = false;
  #restUntil = Number.NEGATIVE_INFINITY;
  #unanswered = 0;
  readonly #heldPeers = new Set<PeerId>();

  /** The next intent to ask the guard about, if the batch is still good. */
  next(now: number): Intent | undefined {
    const freshMs = this.#news ? BATCH_FRESH_AFTER_NEWS_MS : BATCH_FRESH_MS;
    if (now - this.#pickedAt > freshMs) this.#batch = [];
    for (let intent = this.#batch.shift(); intent; intent = this.#batch.shift()) {
      const expired = intent.expiresAt !== undefined && intent.expiresAt <= now;
      if (expired || !this.gates.isShut(intent, now)) return intent;
    }
    return undefined;
  }

  refill(batch: readonly Intent[], now: number): void {
    this.#batch = [...batch];
    this.#pickedAt = now;
    this.#news = false;
  }

  /** There may be something that comes before the rest of the batch. */
  noteNews(): void {
    this.#news = true;
  }

  /** Keeps from asking what would hear the same as this intent just did. */
  noteParked(intent: Intent, { verdict, rule }: Decision): void {
    if (verdict.type !== 'wait' && verdict.type !== 'hold') return;
    if (rule === 'somebody-spoke') this.#heldPeers.add(intent.peer);
    if (verdict.scope === 'account') {
      this.gates.shut(intent, verdict.type === 'wait' ? verdict.until : Number.POSITIVE_INFINITY);
    }
    this.noteWaiting(intent);
  }

  /** Order is kept: what stands behind it, to the same peer, does not overtake it. */
  noteWaiting({ peer, priority, budget }: Intent): void {
    this.#batch = this.#batch.filter(
      (other) => other.peer !== peer || other.priority !== priority || other.budget !== budget,
    );
  }

  /** Is an intent held until somebody speaks there? */
  isHeld(peer: PeerId): boolean {
    return this.#heldPeers.has(peer);
  }

  letGo(peers: readonly PeerId[]): void {
    for (const peer of peers) this.#heldPeers.delete(peer);
    this.#batch = [];
  }

  /** A connection that does not answer rests the whole lane, longer each time, not one intent after the other. */
  noteOutcome(intent: Intent, outcome: Outcome, now: number): void {
    if (outcome.status !== 'sent' && outcome.status !== 'refused') this.noteWaiting(intent);
    if (outcome.status === 'unknown') {
      // What says the same there must wait: `pickDue` knows.
      this.#batch = [];
      this.#restUntil = now + backoffMs(this.#unanswered++, RETRY);
      return;
    }
    this.#unanswered = 0;
    if (outcome.status === 'wait' && outcome.scope === 'account') {
      this.#restUntil = now + outcome.waitMs;
    }
  }

  /** Until when the lane sends nothing at all. */
  get restUntil(): number {
    return this.#restUntil;
  }

  /** Rules' facts changed; held peers stay known until they are asked anew. */
  askAnew(): void {
    this.gates.open();
    this.#heldPeers.clear();
    this.#batch = [];
    this.#restUntil = Number.NEGATIVE_INFINITY;
  }
}
