import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';

/** A salt is fresh for half an hour and accepted for as long again. */
const slotSeconds = 1800;

/** One row of `future_salts`: times in Unix seconds. */
export interface SaltPeriod {
  readonly salt: bigint;
  readonly validSince: number;
  readonly validUntil: number;
}

/**
 * Server salts without a table: each is derived from the key's id, its half hour, and a secret
 * that changes with {@link rotate}.
 */
export class Salts {
  readonly #clock: Clock;
  #secret = randomBytes(32);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  current(keyId: bigint): bigint {
    return this.#derive(keyId, this.#slot());
  }

  isValid(keyId: bigint, salt: bigint): boolean {
    const slot = this.#slot();
    return salt === this.#derive(keyId, slot) || salt === this.#derive(keyId, slot - 1);
  }

  /** The salts of this half hour and of those to come, at most 64. */
  upcoming(keyId: bigint, count: number): SaltPeriod[] {
    const first = this.#slot();
    return Array.from({ length: Math.min(Math.max(count, 1), 64) }, (_, index) => ({
      salt: this.#derive(keyId, first + index),
      validSince: (first + index) * slotSeconds,
      validUntil: (first + index + 2) * slotSeconds,
    }));
  }

  /** Makes every salt given out until now invalid. */
  rotate(): void {
    this.#secret = randomBytes(32);
  }

  #slot(): number {
    return Math.floor(this.#clock.now() / 1000 / slotSeconds);
  }

  #derive(keyId: bigint, slot: number): bigint {
    return createHmac('sha256', this.#secret).update(`${keyId}/${slot}`).digest().readBigInt64LE(0);
  }
}
