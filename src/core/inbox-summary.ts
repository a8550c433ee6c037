/** What was heard and waits, at one glance. */
export interface InboxSummary {
  /** Events that still wait for a service. */
  readonly waiting: number;
  /** Events that could not be handled and were given up; kept for the operator. */
  readonly failed: number;
  /** When the oldest that waits was heard; milliseconds since the epoch. */
  readonly waitingSince: number | null;
}
