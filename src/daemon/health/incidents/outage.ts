/** Shorter outages are a network's everyday life. */
export const OUTAGE_MS = 5 * 60_000;

/** How something that we stand on is: out of reach for a while, there for a while, or neither for long enough. */
export type Reach =
  | { readonly is: 'out'; readonly since: number }
  | { readonly is: 'there' }
  | { readonly is: 'unclear' };

/** Follows whether something can be reached. A line that comes and goes is one outage, not many. */
export class Outage {
  #out = false;
  #since: number;

  /** @param now when it was last known to be there; milliseconds since the epoch */
  constructor(now: number) {
    this.#since = now;
  }

  /** It was seen to be out of reach, or there. */
  note(out: boolean, now: number): void {
    if (out === this.#out) return;
    this.#out = out;
    this.#since = now;
  }

  reach(now: number): Reach {
    if (now - this.#since < OUTAGE_MS) return { is: 'unclear' };
    return this.#out ? { is: 'out', since: this.#since } : { is: 'there' };
  }
}
