/** More than this wait for nobody: they come again later. */
const MOST_WAITING = 20;

/** Lets so many work at a time; the others wait their turn, first come, first served. */
export class Slots {
  #taken = 0;
  readonly #waiting: { readonly limit: () => number; readonly go: () => void }[] = [];

  /**
   * @param limit how many may work at a time, asked each time: it may change meanwhile
   * @returns how to give the slot back, once; undefined when too many wait already
   * @throws the signal's reason
   */
  async take(limit: () => number, signal: AbortSignal): Promise<(() => void) | undefined> {
    signal.throwIfAborted();
    if (this.#taken >= limit() || this.#waiting.length > 0) {
      if (this.#waiting.length >= MOST_WAITING) return undefined;
      await this.#turn(limit, signal);
    } else {
      this.#taken++;
    }
    return () => {
      this.#taken--;
      this.#wake();
    };
  }

  /** Resolves with the slot already taken: nobody comes in between. */
  #turn(limit: () => number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = {
        limit,
        go: () => {
          signal.removeEventListener('abort', leave);
          this.#taken++;
          resolve();
        },
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(entry);
    });
  }

  #wake(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (this.#taken >= next.limit()) return;
      this.#waiting.shift();
      next.go();
    }
  }
}
