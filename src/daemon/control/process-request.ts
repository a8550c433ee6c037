/** What an operator asks of the process, which the process does when it can. */
export type ProcessRequest = 'restart' | 'stop';

/** What was asked of the process that runs a daemon. A stop is the last word, also while it stops for a restart. */
export class ProcessRequests {
  #wanted: ProcessRequest | undefined;
  #tell: () => void = () => undefined;
  /** Resolves with the first request. */
  readonly asked = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  /** What it comes to by now; undefined: nothing was asked. */
  get wanted(): ProcessRequest | undefined {
    return this.#wanted;
  }

  /** Somebody asks. */
  note(what: ProcessRequest): void {
    if (this.#wanted !== 'stop') this.#wanted = what;
    this.#tell();
  }
}
