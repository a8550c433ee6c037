import type { Canvas } from './canvas.js';
import { BEGIN_UPDATE, END_UPDATE, ENTER_SCREEN, LEAVE_SCREEN } from './codes.js';
import { drawChanges, withoutColours } from './frame.js';

export interface ScreenOptions {
  readonly stdout: NodeJS.WriteStream;
  /** Writes to the terminal, whatever happened to `stdout.write` meanwhile. */
  readonly write: (text: string) => void;
  readonly colours: boolean;
}

/**
 * The terminal's screen: it is told rows, and draws what changed. Ink reads the keys and holds the components, but it
 * draws nothing: its own drawing lays out every cell for each picture (nine tenths of what a picture cost), remembers
 * each text it has ever measured, and moves relative to where it believes the cursor to be.
 */
export class Screen implements Canvas {
  /** What Ink takes for the terminal: it learns its size, and what it writes goes nowhere. */
  readonly stream: NodeJS.WriteStream;
  readonly #options: ScreenOptions;
  #shown: readonly string[] | null = null;
  #picture: string[] = [];
  #open = false;
  #waiting = false;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.stream = new Proxy(options.stdout, {
      get(target, key) {
        if (key === 'write') return ignore;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Leaves what is on the terminal where it is, for later. */
  enter(): void {
    this.#open = true;
    this.#shown = null;
    this.#options.write(ENTER_SCREEN);
  }

  /** Brings back what was there. Safe to call twice, and while the process exits. */
  leave(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#options.write(LEAVE_SCREEN);
  }

  /** Draws every cell again: something else has written there, or the window has another size. */
  redraw(): void {
    this.#shown = null;
    this.#drawSoon();
  }

  put(from: number, rows: readonly string[]): void {
    for (const [index, row] of rows.entries()) this.#picture[from + index] = row;
    this.#drawSoon();
  }

  /** What comes in one turn is drawn once. */
  #drawSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#open || this.#picture.length === 0) return;
    const { stdout, colours, write } = this.#options;
    // A terminal that does not say how large it is says zero.
    const rows = this.#picture.slice(0, stdout.rows || undefined);
    const drawn = drawChanges(this.#shown, rows, stdout.columns || Number.POSITIVE_INFINITY);
    this.#shown = rows;
    if (drawn === '') return;
    write(BEGIN_UPDATE + (colours ? drawn : withoutColours(drawn)) + END_UPDATE);
  }
}

/** As a stream's `write`: tells whoever waits that it is done. */
function ignore(...given: readonly unknown[]): boolean {
  const done = given.findLast((one) => typeof one === 'function');
  if (done) queueMicrotask(() => done());
  return true;
}
