import { Writable } from 'node:stream';

/** The console's lines on their way out; shut while the screen has the terminal. */
export class ConsoleGate extends Writable {
  readonly #target: NodeJS.WritableStream & { readonly isTTY?: boolean };
  #shut = false;
  #held = 0;

  constructor(target: NodeJS.WritableStream & { readonly isTTY?: boolean }) {
    super({ decodeStrings: false });
    this.#target = target;
  }

  /** Whoever writes may write in colour. */
  get isTTY(): boolean {
    return this.#target.isTTY === true;
  }

  /** From now on lines are counted only: the log file has them. */
  shut(): void {
    this.#shut = true;
    this.#held = 0;
  }

  /** Lines go out again. @returns how many did not meanwhile */
  open(): number {
    this.#shut = false;
    return this.#held;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#shut) this.#held++;
    else this.#target.write(chunk);
    done();
  }
}
