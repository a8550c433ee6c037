import type { Clock } from '../../../core/clock.js';

/** How far a client's clock may be off before its messages are refused, in seconds. */
const oldestSeconds = 300;
const newestSeconds = 30;

/** Fractions of a second in a message id: 2 ** 32 of them. */
function idAt(milliseconds: number): bigint {
  const seconds = Math.floor(milliseconds / 1000);
  const fraction = Math.floor(((milliseconds - seconds * 1000) / 1000) * 0x100000000);
  return (BigInt(seconds) << 32n) | BigInt(fraction);
}

/**
 * Makes the server's message ids: true to the clock, ever growing, odd. An answer to a message
 * leaves 1 when divided by four, anything else 3.
 * @see https://core.telegram.org/mtproto/description#message-identifier-msg-id
 */
export class MessageIds {
  readonly #clock: Clock;
  #last = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(kind: 'answer' | 'push'): bigint {
    const now = idAt(this.#clock.now()) & ~3n;
    this.#last = now > this.#last ? now : this.#last + 4n;
    return this.#last | (kind === 'answer' ? 1n : 3n);
  }

  /**
   * The error code that a client's message id deserves: 16 too low, 17 too high, 18 not divisible
   * by four; undefined when it is in order.
   */
  faultOf(messageId: bigint): number | undefined {
    const seconds = Number(messageId >> 32n);
    const now = this.#clock.now() / 1000;
    if (seconds < now - oldestSeconds) return 16;
    if (seconds > now + newestSeconds) return 17;
    return (messageId & 3n) === 0n ? undefined : 18;
  }
}
