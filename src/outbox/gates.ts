import type { Intent } from '../core/intent.js';

/**
 * What need not be asked again for a while. When a rule of the whole account holds one intent back, it
 * would say the same of every other of that service and budget: ten thousand that wait for the morning
 * cost one decision, not ten thousand at each look. In memory only, after the decision was stored: a
 * restart asks anew.
 */
export class Gates {
  readonly #shutUntil = new Map<string, number>();

  /** @param until milliseconds since the epoch; Infinity until `open` */
  shut(intent: Intent, until: number): void {
    this.#shutUntil.set(gateOf(intent), until);
  }

  isShut(intent: Intent, now: number): boolean {
    return (this.#shutUntil.get(gateOf(intent)) ?? 0) > now;
  }

  /** The names of those that are shut, as the query of `pick` makes them. */
  shutAt(now: number): readonly string[] {
    return [...this.#shutUntil].filter(([, until]) => until > now).map(([gate]) => gate);
  }

  /** When the next of them opens; Infinity when none does by time. */
  nextOpening(now: number): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.#shutUntil.values()].filter((until) => until > now),
    );
  }

  /** Something changed that rules look at: ask all anew. */
  open(): void {
    this.#shutUntil.clear();
  }
}

/** In SQL: `budget || ' ' || service`. */
function gateOf({ budget, service }: Intent): string {
  return `${budget} ${service}`;
}
