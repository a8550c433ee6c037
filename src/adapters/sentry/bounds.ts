const HOUR_MS = 3_600_000;

export interface Bounds {
  /** Of one kind of fault, in any hour that begins with the first. */
  readonly ofAKindPerHour: number;
  /** Of all kinds together. */
  readonly perHour: number;
}

/** A fault in a loop tells as much with its fifth report as with its thousandth. */
export const BOUNDS: Bounds = { ofAKindPerHour: 5, perHour: 50 };

/** Counts reports, hour by hour; what is above the bounds is not let through. */
export class ReportBounds {
  readonly #bounds: Bounds;
  readonly #counts = new Map<string, number>();
  #since = Number.NEGATIVE_INFINITY;
  #total = 0;
  #dropped = 0;

  constructor(bounds: Bounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /**
   * May it be reported?
   * @param at milliseconds since the epoch
   * @returns how many were dropped since the last that was let through; undefined: it is to be dropped, too
   */
  admit(kind: string, at: number): number | undefined {
    // A clock that was set back begins anew, rather than being silent until it has caught up.
    if (at - this.#since >= HOUR_MS || at < this.#since) this.#begin(at);
    const count = this.#counts.get(kind) ?? 0;
    if (count >= this.#bounds.ofAKindPerHour || this.#total >= this.#bounds.perHour) {
      this.#dropped++;
      return undefined;
    }
    this.#counts.set(kind, count + 1);
    this.#total++;
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  #begin(at: number): void {
    this.#since = at;
    this.#total = 0;
    this.#counts.clear();
  }
}
