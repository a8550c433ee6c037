import type { Clock } from '../../core/clock.js';

/** How many wrong tokens are too many. */
export interface AttemptLimits {
  readonly most: number;
  /** Within so long; as long lasts the lock-out. */
  readonly windowMs: number;
  /** So many addresses are remembered; beyond, the one that failed longest ago is forgotten. */
  readonly addresses: number;
}

/** Ten within a minute. */
export const ATTEMPT_LIMITS: AttemptLimits = { most: 10, windowMs: 60_000, addresses: 1_000 };

interface Attempts {
  readonly count: number;
  /** When the first of them was, or when the lock-out began; milliseconds since the epoch. */
  readonly since: number;
}

/**
 * Wrong tokens by address. After too many within the window the address is locked out for as long as the window
 * is, whatever it says then: a right token among many wrong ones was guessed. What comes during a lock-out does
 * not lengthen it.
 */
export class FailedAttempts {
  readonly #byAddress = new Map<string, Attempts>();
  readonly #clock: Clock;
  readonly #limits: AttemptLimits;

  constructor(clock: Clock, limits: AttemptLimits = ATTEMPT_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How long the address is still locked out, in milliseconds; 0: it is not. */
  lockedForMs(address: string): number {
    const attempts = this.#current(address);
    if (!attempts || attempts.count < this.#limits.most) return 0;
    return attempts.since + this.#limits.windowMs - this.#clock.now();
  }

  /** A wrong token has come from there. */
  note(address: string): void {
    const before = this.#current(address);
    const count = (before?.count ?? 0) + 1;
    const locked = count >= this.#limits.most;
    const since = locked ? this.#clock.now() : (before?.since ?? this.#clock.now());
    // Anew at the end: the first one in the map failed longest ago.
    this.#byAddress.delete(address);
    this.#byAddress.set(address, { count, since });
    if (this.#byAddress.size <= this.#limits.addresses) return;
    const [oldest] = this.#byAddress.keys();
    if (oldest !== undefined) this.#byAddress.delete(oldest);
  }

  #current(address: string): Attempts | undefined {
    const attempts = this.#byAddress.get(address);
    if (!attempts) return undefined;
    if (this.#clock.now() < attempts.since + this.#limits.windowMs) return attempts;
    this.#byAddress.delete(address);
    return undefined;
  }
}
