/** How much is kept for those who come back. */
export interface RingLimits {
  readonly events: number;
  readonly bytes: number;
}

/** The last frames of a stream, by their numbers, which follow each other. */
export class EventRing {
  readonly #frames: { readonly text: string; readonly bytes: number }[] = [];
  readonly #limits: RingLimits;
  #bytes = 0;
  #oldest: number;

  /** @param next the number of the frame that comes first */
  constructor(limits: RingLimits, next: number) {
    this.#limits = limits;
    this.#oldest = next;
  }

  /** The oldest that is kept; the number of the next one when none is. */
  get oldest(): number {
    return this.#oldest;
  }

  /** The newest is always kept, however long it is. */
  push(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.#frames.push({ text, bytes });
    this.#bytes += bytes;
    while (this.#frames.length > 1 && this.#full()) {
      this.#bytes -= this.#frames.shift()?.bytes ?? 0;
      this.#oldest++;
    }
  }

  /** Frames from a number on, as one text of about so many characters, one frame at least. */
  from(number: number, characters: number): { readonly text: string; readonly next: number } {
    let text = '';
    let at = number - this.#oldest;
    for (; at < this.#frames.length && text.length < characters; at++) {
      text += this.#frames[at]?.text ?? '';
    }
    return { text, next: this.#oldest + at };
  }

  #full(): boolean {
    return this.#frames.length > this.#limits.events || this.#bytes > this.#limits.bytes;
  }
}
