import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { PostaciError } from '../../core/errors.js';
import type { Fact } from './facts.js';
import { fromJson, toJson } from './json.js';

/**
 * Facts, one a line, written before anybody is told of them: what was answered is never lost, also
 * after kill -9. A line that was cut off by a crash was never answered, and is dropped.
 */
export class Journal {
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /**
   * Opens the journal and tells what happened so far.
   * @throws PostaciError `CONFIG_FILE_UNREADABLE` naming the line when the file is damaged elsewhere than at its end.
   */
  static open(path: string, replay: (fact: Fact) => void): Journal {
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) truncateSync(path, whole);
    const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    for (const [at, line] of lines.entries()) {
      try {
        replay(fromJson(line) as Fact);
      } catch (error) {
        throw new PostaciError(
          'CONFIG_FILE_UNREADABLE',
          `${path}:${at + 1} is damaged`,
          'Move the folder away to start a new world',
          { cause: error },
        );
      }
    }
    return new Journal(openSync(path, 'a'));
  }

  append(fact: Fact): void {
    writeSync(this.#descriptor, `${toJson(fact)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
