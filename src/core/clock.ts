/**
 * Time, as the daemon sees it. Nothing outside `lib` and `adapters` reads the wall clock: with a
 * virtual clock the whole daemon lives a month in seconds, and that is how limits are tested.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves once `now() >= atMs`; at once when that is already so.
   * @throws the signal's reason when it aborts first.
   */
  sleepUntil(atMs: number, signal?: AbortSignal): Promise<void>;
}
