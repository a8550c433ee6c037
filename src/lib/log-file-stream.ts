import { Writable } from 'node:stream';
import type { RotatingFile } from './rotating-file.js';

/** After a failure the file is tried again only this much later. */
const RETRY_AFTER_MS = 60_000;

/**
 * A stream into the log file that never fails nor holds up: when the disk is full or the folder not writable,
 * lines are dropped here and the first failure is reported, until it works again. (Winston's own file transport
 * stalls the whole logger when a write fails: the console falls silent too.)
 */
export class LogFileStream extends Writable {
  readonly #file: RotatingFile;
  readonly #onFailure: (error: Error) => void;
  readonly #now: () => number;
  #retryAt = 0;

  constructor(file: RotatingFile, onFailure: (error: Error) => void, now: () => number) {
    super({ decodeStrings: false });
    this.#file = file;
    this.#onFailure = onFailure;
    this.#now = now;
  }

  override _write(line: string, _encoding: BufferEncoding, done: () => void): void {
    if (this.#now() >= this.#retryAt) this.#append(line);
    done();
  }

  #append(line: string): void {
    try {
      this.#file.write(line);
      this.#retryAt = 0;
    } catch (error) {
      const first = this.#retryAt === 0;
      this.#retryAt = this.#now() + RETRY_AFTER_MS;
      if (first) this.#onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
