import type { ServiceName } from './intent.js';

/** A part of the daemon that decides what to say. It never sends. */
export interface Service {
  readonly name: ServiceName;
  /**
   * Runs until the signal aborts; resolves when it has wound up.
   * @throws what it cannot handle: the daemon reports it and starts the service anew, with backoff.
   */
  run(signal: AbortSignal): Promise<void>;
}
