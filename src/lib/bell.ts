import type { Clock } from '../core/clock.js';
import { childController, isAbort } from './abort.js';

/** Wakes one waiting loop. A ring while nobody waits is kept for the next who does. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /**
   * Resolves at the next ring, or at `atMs`, whichever is first. For one waiter at a time.
   * @param atMs milliseconds since the epoch; `Infinity`: only a ring
   * @throws the signal's reason when it aborts first
   */
  async waitUntil(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.#rung && atMs > clock.now()) {
      const { controller, dispose } = childController(signal);
      this.#wake = () => controller.abort(new DOMException('the bell rang', 'AbortError'));
      try {
        await sleepOrForever(clock, atMs, controller.signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!isAbort(error, controller.signal)) throw error;
      } finally {
        this.#wake = undefined;
        dispose();
      }
    }
    this.#rung = false;
  }
}

/** Without a timer when there is nothing to wait for but the signal. */
function sleepOrForever(clock: Clock, atMs: number, signal: AbortSignal): Promise<void> {
  if (atMs !== Number.POSITIVE_INFINITY) return clock.sleepUntil(atMs, signal);
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
