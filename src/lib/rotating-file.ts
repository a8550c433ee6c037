import { closeSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';

export interface RotatingFileOptions {
  /** Absolute; its folder is made when it is not there. */
  readonly path: string;
  /** A file that has grown to this is set aside. */
  readonly maxBytes: number;
  /** How many are kept, the current one included. */
  readonly maxFiles: number;
}

/**
 * Appends lines to a file that is set aside when it is full: `bot.log`, then `bot.1.log`, `bot.2.log` …, the
 * highest the oldest. Writes are synchronous: what was logged is with the system when the process dies.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  #descriptor: number | undefined;
  #size = 0;
  /** The last write may have ended within a line. */
  #torn = false;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  /** @throws what the file system says; the next line tries again from the beginning */
  write(line: string): void {
    try {
      let descriptor = this.#descriptor ?? this.#open();
      if (this.#size >= this.#options.maxBytes) {
        this.#rotate();
        descriptor = this.#open();
      }
      const text = `${this.#torn ? '\n' : ''}${line}\n`;
      this.#torn = true;
      writeFileSync(descriptor, text);
      this.#torn = false;
      this.#size += Buffer.byteLength(text);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** The next line opens it again. */
  close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  #open(): number {
    const { path } = this.#options;
    mkdirSync(dirname(path), { recursive: true });
    this.#descriptor = openSync(path, 'a', 0o640);
    this.#size = statSync(path).size;
    return this.#descriptor;
  }

  #rotate(): void {
    this.close();
    for (let index = this.#options.maxFiles - 2; index >= 0; index--) {
      try {
        renameSync(this.#numbered(index), this.#numbered(index + 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }

  #numbered(index: number): string {
    const { path } = this.#options;
    const ending = extname(path);
    return index === 0 ? path : `${path.slice(0, -ending.length)}.${index}${ending}`;
  }
}
