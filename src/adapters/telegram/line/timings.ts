/** How patient the adapter is, in milliseconds. */
export interface Timings {
  /** A call ends by then, answered or not. */
  readonly callDeadlineMs: number;
  /** Dialling, key exchange and the first call of a connection end by then. */
  readonly openDeadlineMs: number;
  /** One attempt to come back, with the key that is known, ends by then: the server may be silent. */
  readonly reopenDeadlineMs: number;
  /** After so much silence the line must prove that it lives. */
  readonly silenceMs: number;
  /** The proof (a ping) must be answered by then. */
  readonly pingDeadlineMs: number;
  /** The first and the longest pause between two attempts to connect. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** A connection that lasted so long was a good one: shorter ones are replaced with growing pauses. */
  readonly steadyMs: number;
  /** Telegram stops pushing updates to clients that call nothing but pings: an hour, says its library. */
  readonly refreshMs: number;
}

/**
 * A silent server is noticed after 5 + 4 seconds; one that is there again is found within the longest pause,
 * or the time that an attempt may hang: 20 seconds.
 */
export const DEFAULT_TIMINGS: Timings = {
  callDeadlineMs: 15_000,
  openDeadlineMs: 20_000,
  reopenDeadlineMs: 10_000,
  silenceMs: 5_000,
  pingDeadlineMs: 4_000,
  firstRetryMs: 500,
  longestRetryMs: 20_000,
  steadyMs: 60_000,
  refreshMs: 15 * 60_000,
};
