/** Somewhere to show how far it is: standard error. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How far a long work is, in one line of a terminal that is gone afterwards; elsewhere nothing is shown. */
export class Progress {
  readonly #screen: Screen;
  readonly #say: (percent: number) => string;
  #shown = '';

  /** @param say what is shown, e.g. `Simulating: 43 %` */
  constructor(screen: Screen, say: (percent: number) => string) {
    this.#screen = screen;
    this.#say = say;
  }

  /** @param done from 0 to 1 */
  show(done: number): void {
    if (!this.#screen.isTTY) return;
    const text = this.#say(Math.floor(Math.min(1, done) * 100));
    if (text === this.#shown) return;
    this.#screen.write(`\r${text.padEnd(this.#shown.length)}`);
    this.#shown = text;
  }

  /** Takes the line away. */
  end(): void {
    if (this.#shown !== '') this.#screen.write(`\r${' '.repeat(this.#shown.length)}\r`);
    this.#shown = '';
  }
}
