import { drawChanges, withoutColours } from './frame.js';

/** The other screen, no cursor, no wrapping at the edge: a row that is too long stays in its row. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const LEAVE = '\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l';
/** Terminals that know it show the whole change at once. @see https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
const BEGIN_UPDATE = '\x1b[?2026h';
const END_UPDATE = '\x1b[?2026l';

export interface ScreenOptions {
  readonly stdout: NodeJS.WriteStream;
  /** Writes to the terminal, whatever happened to `stdout.write` meanwhile. */
  readonly write: (text: string) => void;
  readonly colours: boolean;
}

/**
 * The terminal's screen. Ink gives it whole pictures (its `debug` mode: a picture a write), and it draws what
 * changed. Ink's own drawing moves relative to where it believes the cursor to be, draws everything anew when a
 * picture is as high as the window, and leaves remains behind when the window is resized.
 */
export class Screen {
  /** What Ink takes for the terminal. */
  readonly stream: NodeJS.WriteStream;
  readonly #options: ScreenOptions;
  #shown: readonly string[] | null = null;
  #picture: string | undefined;
  #open = false;
  #waiting = false;

  constructor(options: ScreenOptions) {
    this.#options = options;
    const show = (picture: unknown, ...rest: unknown[]) => this.#show(picture, rest);
    this.stream = new Proxy(options.stdout, {
      get(target, key) {
        if (key === 'write') return show;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  /** Leaves what is on the terminal where it is, for later. */
  enter(): void {
    this.#open = true;
    this.#shown = null;
    this.#options.write(ENTER);
  }

  /** Brings back what was there. Safe to call twice, and while the process exits. */
  leave(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#options.write(LEAVE);
  }

  /** Draws every cell again: something else has written there, or the window has another size. */
  redraw(): void {
    this.#shown = null;
    if (this.#picture !== undefined) this.#drawSoon(this.#picture);
  }

  /** As a stream's `write`: tells whoever waits that it is done. */
  #show(picture: unknown, rest: readonly unknown[]): boolean {
    // When it ends, Ink shows the cursor and writes nothing, to know when that is done: neither is a picture.
    if (typeof picture === 'string' && picture !== '' && !picture.startsWith('\x1b[?25'))
      this.#drawSoon(picture);
    const done = rest.findLast((one) => typeof one === 'function');
    if (done) queueMicrotask(() => done());
    return true;
  }

  /** Of several pictures in one turn, only the last one is drawn. */
  #drawSoon(picture: string): void {
    this.#picture = picture;
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (!this.#open || this.#picture === undefined) return;
    const { stdout, colours, write } = this.#options;
    const picture = colours ? this.#picture : withoutColours(this.#picture);
    const rows = picture.split('\n').slice(0, stdout.rows);
    const drawn = drawChanges(this.#shown, rows, stdout.columns);
    this.#shown = rows;
    if (drawn !== '') write(BEGIN_UPDATE + drawn + END_UPDATE);
  }
}
